"""The ten buttons: what each is called, what its tooltip says, and the icon Office already has for it."""

from typing import Final

from msgspec import Struct


class Button(Struct, frozen=True):
    """One button: `action` is the word of macros and command line, `icon` the name of a picture Office has."""

    action: str
    label: str
    tip: str
    icon: str
    group: str


BUTTONS: Final = (
    Button(
        "check", "チェック", "開いているブックを点検し、指摘のセルに色とメモを付けます", "ReviewAcceptChange", "点検"
    ),
    Button("clear", "指摘を消す", "付けた色とメモを消し、元の見た目に戻します", "Clear", "点検"),
    Button("fix", "直す", "確実に直せるセルの一覧を示し、確認のうえ値を直します", "ReplaceDialog", "点検"),
    Button("daily", "日次報告", "いまの内容で日次報告（ExcelとWord）を作成します", "CalendarInsert", "報告"),
    Button("escalate", "エスカレーション", "エスカレーション一覧とメモを作成します", "HighImportance", "報告"),
    Button("minutes", "議事録", "議事メモのシートから議事録（Word）を作成します", "FileNew", "報告"),
    Button("requests", "依頼一覧", "宛先ごとの依頼一覧と催促文を作成します", "DistributionListSelectMembers", "報告"),
    Button("inspect", "読み取り結果", "シートをどう読み取ったかをページにして開きます", "FindDialog", "設定"),
    Button("settings", "設定", "設定ファイル pmo.toml を開きます（なければ作成します）", "ControlsGallery", "設定"),
    Button("help", "ヘルプ", "使い方を表示します", "Help", "設定"),
)
ACTIONS: Final = tuple(button.action for button in BUTTONS)

BY_ACTION: Final = {button.action: button for button in BUTTONS}
