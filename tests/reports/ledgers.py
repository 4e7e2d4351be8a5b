"""Two ledgers of the same matters, written like sheets, for the tests of 二台帳突合."""

from dataclasses import replace

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.reconcile import reconcile_report
from tests.support.build import register, situation

DAY = "2024-05-07"


def ledger(side, text, *, kind="issue", name=None):
    file = f"{'業務側' if side == 'user' else 'A社'}{kind}.xlsx"
    made = register(kind, text, side=side, file=file, sheet=f"{side}側")
    return replace(made, name=name or f"{kind}_{side}")


def seen(user, vendor, pairs=(), *, more=(), kind="issue", config=None):
    """The project on 5/7 with one ledger of each side; `more` are further registers."""
    made = situation(DAY, ledger("user", user, kind=kind), ledger("vendor", vendor, kind=kind), *more, config=config)
    return replace(made, pairs=tuple(pairs))


def report_of(project):
    checked = rules.run(project)
    return reconcile_report(project, measure(project, checked.findings), checked)


def report(user, vendor, pairs=(), **more):
    return report_of(seen(user, vendor, pairs, **more))


def told(made, section):
    """The lines of a section as a person reads them: ids, item, what both say, who moves."""
    return [
        (
            "、".join(one.id or "" for one in line.users),
            "、".join(one.id or "" for one in line.vendors),
            line.item,
            *line.says,
            line.mover,
        )
        for line in made.of(section)
    ]
