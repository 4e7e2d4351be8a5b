"""The two meetings of the sample project whose memos wait to become minutes."""

from dataclasses import dataclass
from datetime import date

from tests.make.sample.days import md
from tests.make.sample.rows import Row, Said
from tests.make.sample.testing import numbered

FIELDS = ("category", "kind", "description", "owner", "due_date", "related_id")


@dataclass(frozen=True)
class Meeting:
    """A memo sheet: the head as label → text, and the lines (議題, 区分, 内容, 担当者, 期限, 関連ID)."""

    sheet: str
    held: date
    head: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str, str, str, object, str], ...]


MEETINGS = (
    Meeting(
        "1120不具合方針会議",
        md(11, 20),
        (
            ("会議名", "第4回 不具合対応方針会議"),
            ("日時", "2026/11/20 13:00〜14:00"),
            ("場所", "本社 6F 第2会議室／オンライン併用"),
            ("出席者", "紅葉次郎、雪村冬子、若葉花子、髙峰三郎、空野ひかる、A社 甲野太郎、B社 乙川一子、C社 丙山三郎"),
            ("欠席者", "青葉一郎"),
            ("記録者", "海野なぎさ"),
            ("配布先", "出席者、欠席者、各部テストリーダー"),
            ("資料", "不具合管理表（11/20 12時時点）"),
            ("次回", "2026/11/27 13:00〜 本社 6F 第2会議室"),
        ),
        (
            (
                "出荷指示の欠落（〔出荷指示データの一部〕）",
                "論点",
                "同じ届け先に2件以上の出荷指示があると、2件目以降がWMSに届かない。",
                "",
                "",
                "〔出荷指示データの一部〕",
            ),
            ("", "発言", "倉庫では出荷漏れが起きかねない。毎日の件数確認で補っている（若葉）", "若葉花子", "", ""),
            ("", "発言", "原因は届け先単位にまとめる処理。修正は11/25に終わる見込み（乙川）", "乙川一子", "", ""),
            (
                "",
                "決定",
                "修正までは、毎日15時に倉庫と件数を電話で確認する運用を続ける。",
                "紅葉次郎",
                "",
                "〔出荷指示データの一部〕",
            ),
            (
                "",
                "ToDo",
                "修正の影響を受ける連携の一覧を提出する",
                "乙川一子",
                Said("11/25", md(11, 25)),
                "〔出荷指示データの一部〕",
            ),
            ("", "保留", "修正版を臨時で適用するかは、11/24の定例で判断する。", "紅葉次郎", md(11, 24), "DC-018"),
            ("請求の締め漏れ", "論点", "締め日が31日の得意先が11月の請求から漏れる。対象は17社。", "", "", ""),
            ("", "決定", "11月分は手作業で請求書を発行し、12月分までに修正する。", "紅葉次郎", "", ""),
            ("", "ToDo", "対象17社の一覧を作り、経理部に渡す", "桜庭さくら", Said("11/27", md(11, 27)), ""),
            (
                "再テストの進め方",
                "発言",
                "修正の翌日に再テストができるよう、適用の予定を前日の夕会で共有してほしい。",
                "空野ひかる",
                "",
                "",
            ),
            ("", "ToDo", "修正版の適用予定を毎日16時に共有する", "甲野太郎", Said("来週金", md(11, 27)), ""),
            ("", "次回", "2026/11/27 13:00〜 残る高以上の不具合の見通し", "", "", ""),
        ),
    ),
    Meeting(
        "1124UAT定例",
        md(11, 24),
        (
            ("会議名", "第5回 UAT定例"),
            ("日時", "2026/11/24 10:00〜11:00"),
            ("場所", "本社 6F 大会議室"),
            ("出席者", "青葉一郎、紅葉次郎、雪村冬子、空野ひかる、A社 甲野太郎、B社 乙川一子"),
            ("欠席者", "C社 丙山三郎"),
            ("記録者", "海野なぎさ"),
            ("配布先", "出席者、欠席者"),
            ("資料", "テスト管理表、不具合管理表、課題管理表（11/20時点）"),
            ("次回", "2026/12/01 10:00〜"),
        ),
        (
            (
                "進み具合",
                "論点",
                "計画よりやや遅れている。11/10・11の環境停止と、出荷指示の不具合による12件の実施不可が主な理由。",
                "",
                "",
                "",
            ),
            ("", "発言", "12/4に終えるには、1日20件の合格が必要になる（空野）", "空野ひかる", "", ""),
            (
                "",
                "決定",
                "出荷指示と売上計上の12件は、修正後の11/27から12/1に優先して実施する。",
                "紅葉次郎",
                "",
                "K-034",
            ),
            ("", "ToDo", "売上計上の再開時の実施順を決める", "若葉花子", Said("11/27", md(11, 27)), "K-034"),
            ("要員", "論点", "年末年始の立会いが6名足りない。", "", "", "K-028"),
            (
                "",
                "保留",
                "社内で出すか、A社に追加で頼むかは、試算を見て11/30に判断する。",
                "青葉一郎",
                md(11, 30),
                "DC-020",
            ),
            ("", "ToDo", "立会い要員の2案の費用を試算する", "甲野太郎", Said("11/27", md(11, 27)), "K-028"),
            (
                "月次締め",
                "発言",
                "締めの確定は経理部が押すのがよい。営業部の意見も聞きたい（雪村）",
                "雪村冬子",
                "",
                "K-032",
            ),
            ("", "ToDo", "月次締めの責任分担の案を経理部でまとめる", "楓山あかね", md(11, 30), "K-032"),
            ("", "次回", "2026/12/01 10:00〜 出荷指示の修正の結果", "", "", ""),
        ),
    ),
)


def known(day: date) -> list[Meeting]:
    """The meetings held by a day."""
    return [meeting for meeting in MEETINGS if meeting.held <= day]


def lines(day: date) -> list[Row]:
    """The lines of all memos on a day, due dates as dates; `as_noted` gives how they were jotted down."""
    rows = []
    for meeting in known(day):
        topic: object = None
        for number, line in enumerate(meeting.lines, 1):
            values = {field: _value(value) for field, value in zip(FIELDS, line, strict=True)}
            topic = values["category"] or topic
            values["category"] = values["category"] or Said(None, topic)  # a blank topic is the one above
            rows.append(Row("meeting", f"{meeting.sheet} {number}", meeting.sheet, values))
    return rows


def as_noted(uid: str) -> object:
    """The due date of a line as somebody typed it during the meeting."""
    sheet, _, number = uid.rpartition(" ")
    line = next(meeting for meeting in MEETINGS if meeting.sheet == sheet).lines[int(number) - 1]
    return line[FIELDS.index("due_date")]


def _value(value: object) -> object:
    if isinstance(value, Said):
        return value.means
    return numbered(value) or None if isinstance(value, str) else value
