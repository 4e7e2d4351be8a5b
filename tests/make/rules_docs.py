"""docs/rules.md from the rules themselves: python -m tests.make.rules_docs."""

import inspect
from pathlib import Path

from pmo_xl.model.finding import GRAVITY_CALLED
from pmo_xl.rules.handbook import facts
from pmo_xl.rules.registry import FAMILIES, catalogue

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
HEAD = """# 点検ルール一覧

この頁はルール自身から作成しています（`python -m tests.make.rules_docs`）。画面では `pmo-xl rules コード` で同じ説明を表示します。
例の表の右端は、その行で指摘されるルールと項目です（空欄の行は指摘されません）。どの例も、実際の読み取りを通るテストになっています。

- **エラー**: 報告の数字が誤る、または数えられない行があるもの。**警告**: 管理上のおそれ。**情報**: 整理のすすめ。
- レベル・しきい値・対象外は `pmo.toml` の `[check]`、`[check.levels]`、`[check.params]` で変えられます。
- 受け入れる指摘は `[[check.accept]]` に `code`・`id`（または `cell`）・`reason`・`until` を書きます。期限を過ぎると戻ります。
"""


def page():
    """The whole page as text."""
    lines = [HEAD]
    for family, (title, count) in FAMILIES.items():
        rules = [rule for rule in catalogue().values() if rule.code.startswith(family)]
        if not rules:
            continue
        lines += [
            f"## {family} {title}（{len(rules)}/{count}件）",
            "",
            "| コード | レベル | 何を指摘するか |",
            "|---|---|---|",
        ]
        lines += [f"| [{r.code}](#{r.code.lower()}) | {GRAVITY_CALLED[r.level]} | {r.name} |" for r in rules]
        lines += ["", *(line for rule in rules for line in _section(rule))]
    return "\n".join(lines).rstrip() + "\n"


def _section(rule):
    _, _, rest = inspect.getdoc(rule.check).partition("\n")
    told, _, examples = rest.strip().partition("\n例 ")
    yield f'### <a id="{rule.code.lower()}"></a>{rule.code} {rule.name}'
    yield ""
    yield "- " + "\n- ".join(facts(rule))
    yield ""
    yield from (f"{line}\n" for line in told.strip().splitlines() if line.strip())
    if examples:
        yield "```text"
        yield from ("例 " + examples).rstrip().splitlines()
        yield "```"
        yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
