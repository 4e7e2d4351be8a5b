"""The foot of a page: what was counted, how, how sound the data is, and where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_xl.metrics.basis import BASIS
from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, metric, origins, outage_words, workdays_line
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class Footer:
    """The parts of the footer, each a phrase of its own."""

    scope: str
    definition: str
    workdays: str
    health: str
    source: str

    @property
    def text(self) -> str:
        """All parts in one line."""
        return "  ".join((self.scope, self.definition, self.workdays, self.health, self.source))

    def values(self) -> dict[str, str]:
        """Its parts as templates name them below `footer`."""
        return {
            "scope": self.scope,
            "definition": self.definition,
            "workdays": self.workdays,
            "health": self.health,
            "source": self.source,
            "text": self.text,
        }


def footer(situation: Situation, metrics: Mapping[str, Metric], findings: Sequence[Finding]) -> Footer:
    """The footer of a page that prints test figures."""
    settings = situation.config.metrics
    done = "OK かつ承認" if settings.done == "approved" else "OK"
    outages = outage_words(metric(metrics, "actual_rate"))
    return Footer(
        scope=_scope(metrics),
        definition=f"消化=OK+NG 完了={done} 単位={BASIS[settings.basis]}{f' {outages}' if outages else ''}",
        workdays=workdays_line(situation),
        health=_health(metric(metrics, "data_health"), findings),
        source=origins(situation.sources),
    )


def _scope(metrics: Mapping[str, Metric]) -> str:
    scope, excluded = metric(metrics, "scope"), metric(metrics, "scope_excluded")
    if scope.value is None:
        return f"母数{DASH}"
    parts = excluded.extra
    waived, withdrawn = parts.get("not_applicable"), parts.get("withdrawn")
    said = f"対象外{waived}・取下{withdrawn}除く" if waived is not None and withdrawn is not None else ""
    said = said or (f"除外{excluded.value}" if excluded.value else "")
    moved = scope.delta_text if scope.previous is not None else ""
    inside = "、".join(part for part in (said, moved) if part)
    return f"母数{scope.value:,}{f'({inside})' if inside else ''}"


def _health(health: Metric, findings: Sequence[Finding]) -> str:
    """What the records need, as the figure says it; where it was not counted, from the findings themselves."""
    if health.value is not None:
        return f"データ{health.text}"
    return f"データ要修正{sum(finding.level == 'error' for finding in findings)}件"
