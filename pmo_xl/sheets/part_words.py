"""The parts that headings are made of (課題 + 対応 + 完了 + 予定 + 日), and the concept each stands for.

Data only. Words are separated by a comma and a space; `parts.py` folds them and puts them together.
"""

from typing import Final

# What the last part of a heading says about its column.
TAILS: Final[dict[str, str]] = {
    "date": "日, 日付, 日時, 年月日, 時期, 月日",
    "due": "期限, 期日, 納期, 締切, 締切日, 〆切, 期限日, デッドライン",
    "person": "者, 担当者, 担当, 氏名, 名前, 責任者, 担当者名, 者名, 担当者氏名",
    "id": "id, no, コード, キー",
    "name": "名, 名称, 件名, タイトル",
    "text": "内容, 詳細, 概要, 説明, 欄, 事項, 詳細内容",
    "status": "状況, 状態, ステータス",
    "result": "結果, 判定, 合否, 判定結果",
    "class": "区分, 種別, 分類, 種類",
    "level": "度, ランク, レベル, 優先度, 重要度",
    "org": "会社, 部署, 部門, チーム, 組織, 所属",
    "vendor": "ベンダ, ベンダー",
    "effort": "工数, 時間",
    "rate": "率",
    "policy": "方針, 方法, 策, 経緯, 履歴",
    "condition": "条件",
}
# Acts, subjects and qualifiers that may stand before it.
HEADS: Final[dict[str, str]] = {
    "raise": "起票, 起案, 登録, 記入, 記載, 作成, 発行, 受付, 報告, 依頼, 提起, 申請, 提出, 連絡, 問合せ, 照会, 受領",
    "detect": "発見, 検出, 摘出, 検知",
    "occur": "発生",
    "act": "対応, 処置, 処理, 解決, 解消, 対処",
    "fix": "修正, 改修, リリース, 適用",
    "answer": "回答, 返答, 返信",
    "run": "実施, 実行, 消化, 検証, 試行",
    "confirm": "確認",
    "retest": "再テスト, 再試験, 再検証, 再確認, 再実施",
    "approve": "承認, 検印",
    "decide": "決定, 決裁, 判断, 合意",
    "review": "レビュ, レビュー, 査閲",
    "update": "更新, 見直し, 変更後",
    "start": "開始, 着手",
    "end": "終了, 完了, クローズ, 完",
    "study": "調査",
    "cause": "原因, 要因",
    "impact": "影響",
    "join": "着任, 参画",
    "leave": "離任, 離脱",
    "attend": "出席, 参加, 受講",
    "plan": "予定, 計画, 見込, 見込み, 希望, 目標, 想定, 予想, 期待, 期限",
    "real": "実績, 実, 済",
    "issue": "課題",
    "defect": "不具合, 障害, バグ, インシデント, 故障",
    "test": "テスト, 試験, ケース, テストケース, テスト項目, 試験項目, テスト管理票, テスト仕様書, 評価",
    "requirement": "要件, 要求",
    "qa": "質問, qa, q&a",
    "todo": "todo, タスク, 作業, アクション, 宿題",
    "risk": "リスク",
    "change": "変更",
    "meeting": "会議, 議事録, 議事",
    "reviewing": "指摘",
    "scenario": "シナリオ",
    "screen": "画面, 帳票",
    "system": "システム, サブシステム",
    "step": "手順, ステップ, 操作",
    "parent": "親",
    "previous": "先行, 前提",
    "related": "関連, 参照, 紐付, 紐づく, リンク先, 対象",
    "document": "文書, 資料, 成果物, 設計書, ファイル",
    "none": "管理, 管理票, 票, 案件, 受付票, 最終, 一次, 二次, 1次, 2次, 初回, 最新, 現在, 主, 副, 各, の, ・, "
    "uat, ut, it, st, 単体, 結合, 総合, 受入, 受け入れ, 運用, ユーザ, ベンダ, 顧客, 当社, 弊社, 業務, 暫定, 恒久, 本",
}
