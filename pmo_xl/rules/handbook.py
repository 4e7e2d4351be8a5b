"""The handbook: one line for every rule, or one rule's page."""

import inspect
from collections.abc import Sequence
from typing import Final

from pmo_xl.errors import PmoError
from pmo_xl.model.finding import GRAVITY_CALLED
from pmo_xl.rules.phrases import either, register_name
from pmo_xl.rules.registry import ALL, CODES, FAMILIES, Rule, catalogue
from pmo_xl.rules.selection import nearest_code

_FIXES: Final = {"safe": "自動で直せます", "suggest": "値を提案します(人が確認)", "none": "人が判断します"}


def listing(own: Sequence[Rule] = ()) -> str:
    """Every rule in a line, by family; last those a project has of its own."""
    lines: list[str] = []
    for family, (title, count) in FAMILIES.items():
        built = [rule for rule in catalogue().values() if rule.code.startswith(family)]
        if not built:
            continue
        lines.append(f"{family} {title} ({len(built)}/{count}件)")
        lines.extend(_line(rule) for rule in built)
        lines.append("")
    if own:
        lines.append(f"このプロジェクトのルール {own[0].file} ({len(own)}件)")
        lines.extend(_line(rule) for rule in own)
        lines.append("")
    lines.append("1件の詳しい説明: pmo-xl rules コード (例: pmo-xl rules I-003)")
    return "\n".join(lines)


def _line(rule: Rule) -> str:
    return f"  {rule.code} [{GRAVITY_CALLED[rule.level]}] {rule.name}"


def page(code: str, own: Sequence[Rule] = ()) -> str:
    """One rule's page: what it finds, why it matters, what to do, an example. `own` are those of a project.

    Raises PmoError naming the nearest code when there is none of that name.
    """
    rules = {**catalogue(), **{rule.code: rule for rule in own}}
    rule = rules.get(code.upper())
    if rule is None:
        known = list(rules)
        near = nearest_code(code, known)
        if code.upper() in CODES:
            raise PmoError(f"ルール {code.upper()} はこの版にはまだありません", "pmo-xl rules で一覧を確認してください")
        hint = f"「{near}」のことですか？" if near else "pmo-xl rules で一覧を確認してください"
        raise PmoError(f"「{code}」というルールはありません", hint)
    title, _, rest = (inspect.getdoc(rule.check) or rule.name).partition("\n")
    lines = [f"{rule.code} {title}", "", *facts(rule), "", rest.strip()]
    return "\n".join(lines)


def facts(rule: Rule) -> list[str]:
    """What a page says before its text: level, registers, columns, what else it needs."""
    where = "すべての管理表" if rule.on == ALL else "・".join(register_name(kind) for kind in rule.on)
    columns = "・".join(either(names) for names in rule.reads)
    facts = [f"レベル: {GRAVITY_CALLED[rule.level]}", f"対象: {where}", f"直し方: {_FIXES[rule.fix]}"]
    if columns:
        facts.append(f"読む列: {columns}")
    for kind, names in rule.beside.items():
        facts.append(f"併せて読む: {register_name(kind)}({'・'.join(map(either, names))})")
    if rule.file:
        facts.append(f"書いた場所: {rule.file}(このプロジェクトのルール)")
    if rule.history:
        facts.append("必要: 前回の記録(history keep)")
    return facts
