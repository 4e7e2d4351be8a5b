"""What may stand on the command line, in Japanese, and the day a report speaks of."""

import argparse
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import NoReturn

from pmo_xl.errors import PmoError

VERBS = {
    "inspect": "シートをどう読んだかを表示します（--html でブックごとのページも作成）",
    "init": "フォルダの管理表を読み取り、設定ファイル pmo.toml を作成します（--update で書き足し）",
    "check": "管理表を点検し、指摘を表示します（--out で指摘一覧.xlsx も作成）",
    "fix": "直せるセルを表示します。--apply で書き込み（写しと取り消し用ファイルを残します）、--undo で元に戻します",
    "daily": "日次報告（ExcelとWord）を作成します（--html でブラウザーで見るページも）",
    "pack": "会議や区切りの資料を作成します: morning 朝会、evening 夕会、defects 不具合方針、readiness 稼働判定、"
    "training トレーニング、weekly 週次報告、completion 完了報告、work 作業報告、tomorrow 明日の準備、"
    "decisions 決定ログ・判断依頼",
    "escalate": "エスカレーション一覧（Excel）とメモ（Word）を作成します",
    "requests": "依頼を宛先ごとの一覧（Excel）と催促文（.eml）にします。--take で、返送された回答を台帳に取り込みます",
    "reconcile": "ユーザー側とベンダー側の台帳を突き合わせ、異なる所と片側だけの件を二台帳突合（Excel）にします",
    "minutes": "議事メモから議事録（Word）を作成します。--apply でToDoと決定を台帳に書き込みます",
    "history": "前回からの変化を表示します。keep で今日の状態を残し、list で一覧、show 日付 でその日の記録を表示します",
    "rules": "点検ルールの手引きを表示します",
    "template": "報告の様式（テンプレート）を一覧し、使える項目を示し、様式の誤りを調べます",
    "batch": "共有フォルダの下の全プロジェクトを点検・保存・報告し、全体の一覧を作成します",
    "run": "Excelで開いているブックに、ボタンと同じ処理をします（--active。Windows のみ、マクロは使いません）",
    "sample": "サンプルプロジェクトを書き出し、その報告を一式作成します",
    "buttons": "Excelのボタンを登録・削除・診断し（install・uninstall・doctor）、ブックにボタンを付けます（add）",
}


PACKS = (
    "morning",
    "evening",
    "defects",
    "readiness",
    "training",
    "weekly",
    "completion",
    "work",
    "tomorrow",
    "decisions",
)
HISTORY_ACTIONS = ("diff", "keep", "list", "show")
TEMPLATE_ACTIONS = ("list", "fields", "check")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # as most write it: strptime, for all other forms, takes 2 ms to load


class _Parser(argparse.ArgumentParser):
    """argparse, but a mistake is said in two Japanese lines."""

    def format_help(self) -> str:
        """The page, its first word in Japanese too."""
        return super().format_help().replace("usage: ", "使い方: ", 1)

    def error(self, message: str) -> NoReturn:
        raise PmoError(*_explained(message))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line; raises PmoError where it cannot be understood."""
    if not arguments:
        arguments = ["--help"]
    _refuse_option_in_front(arguments)
    parser = _parser(arguments)
    options = parser.parse_args(arguments)
    if options.verb == "history":
        _read_history_words(options)
    if options.verb == "template":
        _read_template_words(options)
    return options


def _refuse_option_in_front(arguments: Sequence[str]) -> None:
    """An option that stands before the verb belongs behind it: the parser would take its value for a verb."""
    first, *rest = arguments
    verb = next((word for word in rest if word in VERBS), None)
    if first.startswith("-") and verb and first not in ("--help", "-h", "--version", "-V"):
        option = first.partition("=")[0]
        raise PmoError(
            f"{option} は、動詞（{verb}）の前には書けません", f"pmo-xl {verb} {option} … のように、後に書いてください"
        )


def _read_history_words(options: argparse.Namespace) -> None:
    """`diff [PROJECT]`, `keep [PROJECT]`, `list [PROJECT]` or `show DATE [PROJECT]`; no action at all is `diff`."""
    words = list(options.words)
    options.action = words.pop(0) if words and words[0] in HISTORY_ACTIONS else "diff"
    if options.action == "show":
        if not words:
            raise PmoError("history show には日付が要ります", "pmo-xl history show 2024-05-07 のように書いてください")
        options.day = words.pop(0)
    options.project = words


def _read_template_words(options: argparse.Namespace) -> None:
    """`list [PROJECT]`, `fields PAGE [PROJECT]` or `check FILE [PROJECT]`; nothing at all is `list`."""
    action, *rest = options.words or ["list"]
    if action not in TEMPLATE_ACTIONS:
        near = _near(action, TEMPLATE_ACTIONS)
        hint = f"「{near}」のことですか？" if near else "list・fields・check のどれかを書いてください"
        raise PmoError(f"template に「{action}」という使い方はありません", hint)
    wanted = {"list": 0, "fields": 1, "check": 1}[action]
    if len(rest) < wanted:
        what = "頁の名前（daily など）" if action == "fields" else "調べるテンプレートのファイル"
        raise PmoError(f"template {action} には{what}が要ります", f"pmo-xl template {action} に続けて書いてください")
    options.action, options.asked, options.project = action, "".join(rest[:wanted]), rest[wanted:]


def moment(text: str | None, *, now: datetime) -> tuple[date, time | None]:
    """The as-of day, and its time when one was given: 2024-05-07, 2024/05/07 or 2024-05-07T16:00; default today."""
    if text is None:
        return now.date(), None
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text), None
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"):
        try:
            return datetime.strptime(text, form).date(), None
        except ValueError:
            pass
    try:
        given = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise PmoError(
            f"--as-of の「{text}」は日付として読めません", "2024-05-07 または 2024-05-07T16:00 の形で書いてください"
        ) from None
    return given.date(), given.time()


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """All verbs by name; only those that stand on the command line know their options."""
    parser = _Parser(
        prog="pmo-xl",
        usage="pmo-xl 動詞 [プロジェクト] [オプション]",
        description="いまあるExcelの管理表を読み、点検し、日次報告・エスカレーション・議事録にします。",
        epilog="プロジェクトは pmo.toml・フォルダ・ブック（複数可）。省略すると現在のフォルダです。",
        add_help=False,
    )
    parser.add_argument("--version", "-V", action="store_true", help="版を表示します")
    parser.add_argument("--help", "-h", action="help", help="この説明を表示します")
    verbs = parser.add_subparsers(dest="verb", metavar="動詞", required=True, title="できること", parser_class=_Parser)
    _in_japanese(parser)
    for name, does in VERBS.items():
        verb = verbs.add_parser(name, help=does, description=does, add_help=False, usage=_usage(name))
        if name in arguments:
            _in_japanese(verb)
            _add_operands(verb, name)
            _add_options(verb, name)
    return parser


def _in_japanese(parser: argparse.ArgumentParser) -> None:
    """The headings argparse writes itself."""
    for group in parser._action_groups:
        group.title = {"positional arguments": "対象", "options": "オプション"}.get(group.title or "", group.title)


def _usage(name: str) -> str:
    operands = {
        "minutes": "ファイル… [--apply]",
        "rules": "[コード]",
        "sample": "[フォルダ]",
        "batch": "[共有フォルダ]",
        "run": "[ボタン] --active",
        "init": "[フォルダ] [--update]",
        "inspect": "ファイル…",
        "history": "[diff|keep|list|show 日付] [プロジェクト]",
        "pack": "morning|evening|defects|readiness|training|weekly|completion|work|tomorrow|decisions [プロジェクト]",
        "buttons": "install | uninstall | doctor | add ファイル… [--out フォルダ]",
        "template": "list [プロジェクト] | fields 頁 [プロジェクト] | check ファイル [プロジェクト]",
    }
    return f"pmo-xl {name} {operands.get(name, '[プロジェクト]')}"


def _add_operands(verb: argparse.ArgumentParser, name: str) -> None:
    if name == "minutes":
        said = "議事メモのブック（または UTF-8 のテキスト）。いくつでも"
        verb.add_argument("files", metavar="ファイル", nargs="+", help=said)
        verb.add_argument(
            "--project", metavar="プロジェクト", help="台帳のあるプロジェクト（省略時は最も近い pmo.toml）"
        )
    elif name == "rules":
        verb.add_argument("code", nargs="?", metavar="コード", help="I-003 のようなルールの番号")
    elif name == "sample":
        verb.add_argument("folder", nargs="?", default="pmo_xl_sample", metavar="フォルダ", help="書き出す先")
    elif name == "init":
        verb.add_argument("folder", nargs="?", default=".", metavar="フォルダ", help="管理表のあるフォルダ")
        verb.add_argument("--update", action="store_true", help="いまの pmo.toml に、新しいシートや列を書き足します")
    elif name == "batch":
        verb.add_argument("root", nargs="?", default=".", metavar="共有フォルダ", help="プロジェクトが並ぶフォルダ")
    elif name == "buttons":
        said = "install（登録）・uninstall（削除）・doctor（診断）・add ファイル…（ボタン付きの .xlsm を作成）"
        verb.add_argument("words", nargs="*", metavar="使い方", help=said)
    elif name == "run":
        said = "check・clear・fix・daily・escalate・minutes・requests・inspect・settings・help。"
        said += "省略するとボタンの窓を開きます"
        verb.add_argument("button", nargs="?", metavar="ボタン", help=said)
        verb.add_argument("--active", action="store_true", help="Excelで手前に表示しているブックを使います")
    elif name == "pack":
        said = "morning（朝会）・evening（夕会）・defects（不具合方針）・readiness（稼働判定）・"
        said += "training（トレーニング）・weekly（週次報告）・completion（完了報告）・work（作業報告）・"
        said += "tomorrow（明日の準備）・decisions（決定ログ・判断依頼）"
        verb.add_argument("pack", metavar="パック", choices=PACKS, help=said)
        verb.add_argument("project", nargs="*", default=[], metavar="プロジェクト", help="pmo.toml・フォルダ・ブック")
    elif name == "template":
        said = "list（様式の一覧）・fields 頁（使える項目）・check ファイル（様式を調べる）に続けて、プロジェクト"
        verb.add_argument("words", nargs="*", metavar="使い方", help=said)
        verb.add_argument("--page", metavar="頁", help="check: 何の頁の様式か（ファイル名から分からないとき）")
    elif name == "history":
        said = (
            "diff（省略可: 新規・完了・延期・逆戻り・番号変更・消えた行・変更）・keep（残す）・list（一覧）・"
            "show 日付（その日の記録）に続けて、pmo.toml・フォルダ・ブック"
        )
        verb.add_argument("words", nargs="*", metavar="使い方", help=said)
        verb.add_argument(
            "--since", metavar="日付", help="diff: この日の記録と比べます（省略時は前営業日か最後の記録）"
        )
    else:
        verb.add_argument("project", nargs="*", metavar="プロジェクト", help="pmo.toml・フォルダ・ブック")


def _add_options(verb: argparse.ArgumentParser, name: str) -> None:
    verb.add_argument("--help", "-h", action="help", help="この説明を表示します")
    verb.add_argument("--debug", action="store_true", help="問題の詳しい記録（traceback）を表示します")
    if name in ("rules", "run"):
        return
    if name == "buttons":
        verb.add_argument("--json", action="store_true", help="結果を JSON で標準出力に書きます")
        verb.add_argument("--out", "-o", metavar="フォルダ", help="add: 出力先。省略時は元のブックの隣")
        return
    otherwise = "サンプルの最終日" if name == "sample" else "今日"
    said = f"対象日（2024-05-07 または 2024-05-07T16:00）。省略時は{otherwise}"
    verb.add_argument("--as-of", metavar="日付", help=said)
    if name == "sample":
        return
    verb.add_argument("--json", action="store_true", help="結果を JSON で標準出力に書きます")
    verb.add_argument("--password", metavar="文字列", help="ブックのパスワード（環境変数 PMO_XL_PASSWORD も可）")
    if name == "check":
        verb.add_argument("--annotate", action="store_true", help="指摘のセルに色とメモを付けた写しを作成します")
        verb.add_argument("--split", action="store_true", help="宛先別・ベンダー別の一覧と、お願いの文面を作成します")
    if name == "fix":
        verb.add_argument("--apply", action="store_true", help="直した値をブックに書き込みます")
        said = "確認が必要な提案のうち書き込むもの（コード:シート!セル。繰り返し可）"
        verb.add_argument("--confirm", action="append", default=[], metavar="提案", help=said)
        verb.add_argument("--undo", metavar="ファイル", help="--apply が残した undo_….json の変更を元に戻します")
    if name == "requests":
        said = "返送された依頼一覧。回答・回答日・状態を台帳のどのセルに書くかを表示します"
        verb.add_argument("--take", nargs="+", action="extend", default=[], metavar="ファイル", help=said)
        verb.add_argument("--apply", action="store_true", help="--take の回答を台帳の空いているセルに書き込みます")
        said = "台帳に別の記入があるセルのうち置き換えるもの（項目:シート!セル。繰り返し可）"
        verb.add_argument("--confirm", action="append", default=[], metavar="セル", help=said)
    if name == "batch":
        said = "同時に動かすプロセスの数（省略時はCPUの数。1 なら並べて動かしません）"
        verb.add_argument("--workers", type=int, metavar="数", help=said)
        said = "Daskのスケジューラーのアドレス（tcp://ホスト:8786）。そのワーカーが処理します"
        verb.add_argument("--dask", metavar="アドレス", help=said)
        said = "9:45と15:55（平日）に自動で実行するための設定ファイルを --out（省略時は ./out）に書き出します"
        systems = ("windows", "systemd", "cron")
        shown = "|".join(systems)
        verb.add_argument(
            "--install-schedule", nargs="?", const="auto", choices=("auto", *systems), metavar=shown, help=said
        )
        verb.add_argument("--working-days", action="store_true", help="土日祝日には何もしません（自動実行用）")
        verb.add_argument("--fresh", action="store_true", help="前回の結果を使わず、すべて読み直します")
    if name == "minutes":
        verb.add_argument("--apply", action="store_true", help="ToDoと決定の行を台帳のブックに書き込みます")
    if name == "inspect":
        verb.add_argument("--html", action="store_true", help="シートに読み取りを重ねたページを作成します")
    if name == "daily":
        verb.add_argument("--html", action="store_true", help="数字から根拠の行までたどれるページも作成します")
    if name == "template":
        verb.add_argument("--out", "-o", metavar="フォルダ", help="list: 製品の様式の写しをこのフォルダに書き出します")
    elif name == "history":
        verb.add_argument("--out", "-o", metavar="フォルダ", help="show: その日の日次報告をこのフォルダに作り直します")
    elif name != "init":
        verb.add_argument("--out", "-o", metavar="フォルダ", help="出力先。省略時は pmo.toml の [reports] out か ./out")


def _explained(message: str) -> tuple[str, str]:
    """argparse's sentence, in the words of a person at a desk."""
    if chosen := re.search(r"argument (\S+): invalid choice: '([^']*)'", message):
        known = list(VERBS) if chosen[1] == "動詞" else re.findall(r"'([^']+)'|(\w+)(?=[,)])", message.split("(", 1)[1])
        words = [word if isinstance(word, str) else word[0] or word[1] for word in known]
        near = _near(chosen[2], words)
        hint = f"「{near}」のことですか？" if near else f"使えるのは {'、'.join(words)} です"
        if chosen[1].startswith("-"):
            return f"{chosen[1]} の「{chosen[2]}」は使えません", hint
        return f"「{chosen[2]}」という{chosen[1]}はありません", hint
    if unknown := re.search(r"unrecognized arguments: (.+)", message):
        return f"「{unknown[1]}」は使えません", "pmo-xl --help で使い方を確認してください"
    if missing := re.search(r"following arguments are required: (.+)", message):
        packs = f"使えるのは {'、'.join(PACKS)} です"
        hint = packs if missing[1] == "パック" else "pmo-xl --help で使い方を確認してください"
        return f"「{missing[1]}」が書かれていません", hint
    if number := re.search(r"argument (\S+): invalid int value: '([^']*)'", message):
        return f"{number[1]} の「{number[2]}」は使えません", "数字で書いてください（例: 2）"
    if lacking := re.search(r"argument (\S+): expected one argument", message):
        return f"{lacking[1]} の値が書かれていません", "値を続けて書いてください"
    return "コマンドを理解できませんでした", "pmo-xl --help で使い方を確認してください"


def _near(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant; None when nothing is near."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), n=1)), None)
