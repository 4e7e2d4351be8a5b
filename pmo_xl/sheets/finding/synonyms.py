"""Which words stand above a column in any register, and which fields they may mean.

Data only. Words are separated by a comma and a space, in the spelling people use; `headings.py` folds both sides.
A word may stand under several fields: content, neighbours and the kind of table decide (columns.py).
"""

from typing import Final

GENERAL: Final[dict[str, str]] = {
    "id": (
        "No, 番号, 項番, 通番, 連番, 管理番号, 管理No, 課題ID, 課題No, 課題番号, 案件番号, 受付番号, 整理番号, "
        "不具合No, 不具合ID, 障害番号, 障害票番号, 障害管理番号, バグID, 票番号, 質問No, QA番号, リスクID, "
        "変更番号, 要件ID, 指摘No, タスクID, WBS番号, チケット番号, 起票番号, ID, キー, Issue No, Issue number, "
        "Issue ID, Defect ID, Defect #, Bug ID, Risk ID, Action Ref, Ref, Key, Ticket, Order, Serial No, S.No, "
        "Sr No, Sl No, 番"
    ),
    "title": (
        "件名, 題名, 表題, タイトル, 課題名, 課題, 件名/概要, 概要, 要約, サマリ, 項目名, 項目, タスク, "
        "タスク名, 作業, 作業名, 作業項目, 仕事, ToDo, 依頼事項, 質問件名, 不具合名, 障害名, リスク名, 要件名, "
        "変更件名, 案件名, Title, Summary, Subject, Short Description, Defect Summary, Risk Title, Task, "
        "Task Name, Name, Issue, Item, 論点, テーマ, 案件名称, 困りごと, なにが, 何が, やること, やる事, 要望, 懸案, "
        "懸案事項, 問題, Assumption, Dependency, Topic, Headline, 何が起きた, どうなった, 何が起きたか"
    ),
    "description": (
        "内容, 詳細, 課題内容, 課題詳細, 課題の詳細, 事象, 現象, 発生事象, 障害内容, 障害事象, 不具合内容, "
        "不具合事象, 問題点, 問題, 質問, 質問内容, 問合せ内容, 確認事項, 依頼内容, リスク内容, 指摘内容, "
        "変更内容, 要件内容, 背景, 経緯, 議事, 詳細内容, 説明, Description, Detail, Details, Issue, Query, "
        "Question, Problem, Assumption, Description of Risk, Issue Description, 中身, 論点内容, 議事の経過, "
        "発言要旨, 状況説明, 現状, 何が起きた, どうなった, 何が起きたか"
    ),
    "category": (
        "区分, 分類, 種類, カテゴリ, 大分類, 中分類, 小分類, 大項目, 中項目, 小項目, 対象, 対象範囲, 業務, 領域, "
        "分野, サブシステム分類, 業務領域, 対象業務, Category, Module/Functionality, Page, Area, Group, Label, "
        "Story, カテゴリー名, カテゴリ名"
    ),
    "system": (
        "システム, サブシステム, システム名, モジュール, テーマ, プロジェクト, 案件, 対象システム, System, "
        "Project, Product, Application, Component, Module"
    ),
    "kind": (
        "種別, 課題種別, 障害種別, 対応区分, 指摘区分, 問合せ種別, タイプ, TYPE, Issue type, Request Type, "
        "Type of Defect, トラッカー, Tracker"
    ),
    "phase": (
        "工程, フェーズ, 発生工程, 検出工程, 発生段階, テスト工程, 工程区分, 発生フェーズ, Phase, Test Phase, Stage"
    ),
    "status": (
        "ステータス, 状態, 状況, 対応状況, 対応状態, 進捗状況, 処理状況, 課題状況, STS, 完了区分, 済, 対応済, "
        "進捗, Status, State, Issue status, Open/Closed, 採否, 採用可否, 済/未, 進捗状態, 完了/未完了, 対応有無, "
        "ST, 決着, 片付いた"
    ),
    "priority": (
        "優先度, 優先順位, 優先, 緊急度, 重要度, Priority, Urgency, Test Priority, 急ぎ度, 急ぎ, 緊急性, 希望度, "
        "要望度, 必要度"
    ),
    "severity": (
        "重要度, 深刻度, 重大度, 障害ランク, 障害等級, 障害レベル, 致命度, ランク, 影響レベル, 等級, Severity, "
        "Criticality, Level, ヤバさ, 重さ, 困り具合"
    ),
    "impact": "影響, 影響度, 影響範囲, 影響内容, 影響システム, Impact, What is the effect",
    "owner": (
        "担当, 担当者, 担当者名, 対応者, 対応担当, 対応担当者, 主担当, 主担当者, 副担当, 副担当者, 責任者, "
        "依頼先, 回答担当, 処理担当, 調査・対応者, ボール, 負責人, Owner, Assigned To, Assignee, Responsible, "
        "Who, Action by, Risk Owner, だれが, 誰が, 主担当部署・氏名, 誰がやる, "
        "だれがやる, 責任者名, ご担当, ご担当者, Assigned, だれ, 誰"
    ),
    "owner_org": (
        "担当部署, 担当部門, 担当会社, 対応部署, 対応組織, 所管, 主管, 主管部署, 担当チーム, チーム, チーム名, "
        "対応ベンダ, 部署, 部門, 所属, 会社, Team, Department, Org, セクション"
    ),
    "side": "自社/顧客, 対応側, ボール, 当社・貴社, 責任区分, 社内/社外, 側, Side, Party",
    "raised_by": (
        "起票者, 起案者, 記載者, 記入者, 登録者, 作成者, 発行者, 報告者, 依頼者, 依頼元, 質問者, 申請者, 指摘者, "
        "提起者, 提出者, Raised By, Reported By, Reporter, Detected By, Created by, 誰, 言い出した人, 起案, "
        "記録者名, 誰から, 要求元, だれから, 発信元, 指摘元, 起票"
    ),
    "raised_date": (
        "起票日, 発生日, 登録日, 記入日, 作成日, 発行日, 受付日, 報告日, 依頼日, 質問日, 提起日, 申請日, 指摘日, "
        "Date raised, Raise Date, Date Open, Created, Created Date, Date Identified, Date of logging issue, "
        "Reported Date, 出た日, いつの会, 開催回, 起きた日, 出た会議"
    ),
    "due_date": (
        "期限, 期日, 対応期限, 回答期限, 完了期限, 納期, 締切, 締切日, 〆切, 〆切日, 期限日, 対応予定日, "
        "完了予定日, 完了予定, 解決予定日, 終了予定日, 希望納期, 目標日, 回答希望日, 希望回答日, Due, Due date, "
        "Deadline, Target Date, Planned End, いつまで, いつまでに, 〆, 完了見込, 完了見込日, 対応希望日, "
        "返事がほしい日, 返答希望日, 返答期限, 回答希望時期, 希望時期"
    ),
    "closed_date": (
        "完了日, クローズ日, 終了日, 対応完了日, 対応日, 解決日, 解消日, 処置日, 完了年月日, 承認日, Closed, "
        "Closing Date, Closed Date, Date Closed, Date Resolved, Fixed Date, Completed"
    ),
    "updated_date": (
        "更新日, 最終更新日, 更新日時, 見直し日, Updated, Last Modified, Last Updated, Date of last review, "
        "最終改訂, 最終改訂日, 最終更新, 改訂日, 最終確認日, 前回確認日, Last review, Last reviewed"
    ),
    "action": (
        "対応内容, 対応, 対応状況, 対応詳細, 対応方針, 対応策, 対策, 処置, 処置内容, 暫定対応, 恒久対策, "
        "恒久対応, 対応日時/状況, 経過, 経緯, 対応経緯, 対応履歴, アクション, 進捗内容, 次のアクション, "
        "対応結果, Action, Countermeasures, Potential Responses, Resolution, Control Measures, Mitigation, "
        "どう直すか, 予防対策, 予防策, 対処方法, 今週の動き, 直し方, どう直した"
    ),
    "response": "回答, 回答内容, ご回答, 回答欄, 返答, 見解, Answer, Response, Reply, 答え, 回答・提出物",
    "responded_by": "回答者, 回答担当者, Answered by",
    "response_date": "回答日, 回答年月日, 返答日, Answer date",
    "decided_by": "決定者, 決裁者, 判断者, Decided by, Approver, 決めた人, 決める人",
    "decided_date": "決定日, 決裁日, 判断日, 合意日, Decision Date, 決めた日",
    "remarks": (
        "備考, 備考欄, 特記事項, 備考・特記事項, 補足, メモ, コメント, 摘要, 連絡事項, その他, 備注, Remarks, "
        "Notes, Note, Comments, Comment, 申し送り, 気づき, 気づいたこと, 連絡, PR, ひとこと, 一言"
    ),
    "related_id": (
        "関連番号, 関連ID, 関連課題, 関連チケット, 関連No, 参照No, 対象ID, 対象No, 課題ID, 課題No, Related, "
        "Link, Linked Risk/Issue, 関連するチケット, 関連するID, 関連項目, Related issues"
    ),
    "parent_id": "親ID, 親番号, 親課題ID, 親No, Parent, 親チケット, 親課題, 親タスク, Parent task, Parent issue",
    "version": (
        "版, 版数, バージョン, Version, ver, 現行版, 現行版数, 最新版, 対応版, 対象版, 発生バージョン, "
        "発生バージョン名, マイルストーン名"
    ),
    "test_case_id": (
        "テストID, テストケースID, テストケースNo, テストNo, テスト番号, ケースID, ケースNo, 項目ID, 試験番号, "
        "試験ID, Test Case ID, TestCase Id, Test Case Id or name, Test ID, TC ID"
    ),
    "scenario_id": "シナリオID, シナリオ番号, シナリオNo, Scenario ID, TS ID",
    "scenario": (
        "シナリオ, シナリオ名, 業務シナリオ, ストーリー名称, 業務フロー, Scenario, Scenario Desc, Test Scenario"
    ),
    "requirement_id": (
        "要件ID, 要求ID, 要件番号, 要件No, 機能ID, Req ID, Reqt ID#, Requirement ID, User Story, ストーリーID"
    ),
    "viewpoint": "観点, 確認観点, テスト観点, 検証観点, チェックポイント, 目的, Viewpoint, Aspect",
    "screen": (
        "画面, 画面名, 対象画面, 画面ID, 対象機能, 帳票, 機能, 機能名, 機能・画面・帳票, Screen, Function, "
        "使う画面・帳票, 使用画面, 対象箇所, 該当画面, 発生箇所, 場所, 発生場所, ページ, ページ名, URL, "
        "業務機能, 対象業務機能"
    ),
    "precondition": (
        "前提条件, 事前条件, 実行前提条件, テスト前提条件, 前提, 準備, Pre Conditions, Precondition, Prerequisites"
    ),
    "steps": (
        "手順, 操作手順, テスト手順, 実施手順, 確認手順, 操作, 操作内容, 操作及び入力値, 再現手順, 発生手順, "
        "Test Steps, Steps To Execute, Steps to Reproduce, Step desc, Steps, 試験方法, 試験方法・条件, やり方, "
        "出し方, 再現方法, 再現の仕方, 出る手順"
    ),
    "step_no": "手順No, ステップ番号, ステップ, Test Step ID, Step No, Step, 順, 手順番号, 操作順",
    "input": "入力値, 入力データ, テストデータ, 条件, 入力条件, Test Data, Input, 使うデータ, 使用データ, データ",
    "expected": (
        "期待値, 期待結果, 期待する動作, 期待する結果, 期待すること, 想定結果, 予想結果, あるべき結果, 合格基準, "
        "判定基準, 振る舞い, 出力値, Expected, Expected Result, Expected Results, こうなればOK, 期待動作, "
        "期待される結果, 想定動作, 本当はこうなるはず, こうなるはず, 正しい動き, 正しい動作"
    ),
    "actual": (
        "実際の結果, 実績結果, 実結果, 実測, 実測値, 確認結果, Actual, Actual Result, Observed Results, 測定値, "
        "測定値又は観察結果, 観察結果, 実測結果"
    ),
    "environment": "環境, テスト環境, 端末, ブラウザ, OS, 使用環境, 実施環境, Environment, Device, Browser",
    "planned_date": (
        "予定日, 実施予定日, テスト予定日, 計画日, 消化予定日, Planned date, Scheduled, 再テスト予定, "
        "再実施予定, 再試験予定, 再検証予定"
    ),
    "executed_date": (
        "実施日, テスト実施日, 実績日, 実行日, 実行日時, 実施日時, 確認日付, 消化日, 検証日, Date of Execution, "
        "Executed on, Execution Date, Executed Date, Date Executed, Actual Date, Actual Execution Date, "
        "Run Date, 試験日, 受けた日, 再テスト実施, 再テスト日"
    ),
    "tester": (
        "実施者, テスト実施者, テスター, 試験者, 検証者, 実施担当, 実施担当者, Tester, Tester Name, Executed by, "
        "試験員, 検査員, 実施部門"
    ),
    "result": (
        "結果, 判定, 判定結果, 合否, 合否判定, 実施結果, テスト結果, 試験結果, 実行結果, 検証結果, 最終結果, "
        "OK/NG, Result, Test Result, Test Results, Test Status, Pass/Fail, 再結果, 再判定"
    ),
    "evidence": (
        "エビデンス, 証跡, 証跡リンク, テスト結果証跡リンク, 画面ショット, 添付, Evidence, Screenshot, 資料名・頁"
    ),
    "approved_by": "承認者, 検印, 承認, Approved by",
    "reviewer": "レビューア, レビュアー, レビュー者, 査閲, 査閲者, 確認者, Reviewer, Reviewed by",
    "defect_id": (
        "関連障害, 関連不具合, 不具合管理票No, 不具合票No, 不具合番号, 障害No, 障害ID, Defect ID, Bug ID, "
        "チケット, チケットNo, BTS, BTS番号, BTSNo, ticket, Bug #, Bug, 不具合チケット"
    ),
    "depends_on": (
        "先行ケース, 前提ケース, 先行タスク, 先行タスクID, 先行, 依存, 先行テスト, Predecessor, Depends on, "
        "依存ケース, 依存テスト, 依存関係, Inter-test case Dependence"
    ),
    "test_id": "テスト項目No, 関連テストケース, 関連テストケースNo, 検出テスト, 検出テストID",
    "detected_date": "発見日, 検出日, 摘出日, Detected on Date, Detected Date",
    "detected_by": "発見者, 検出者, 摘出者, Detected By, Defect Reporter",
    "vendor": "ベンダ, 担当ベンダ, 委託先, 開発会社, 開発ベンダ, Vendor",
    "cause": (
        "原因, 原因区分, 原因分類, 直接原因, 直接原因区分, 根本原因, 根本原因区分, 真因, 原因工程, 混入工程, "
        "調査結果, Cause, Root Cause, Reason, なぜ, きっかけ, 差の理由, 発生理由, 根拠"
    ),
    "fix_plan_date": "修正予定日, 改修予定日, リリース予定日, Fix ETA, Fix Due, Fix Due Date, Planned Fix Date",
    "fixed_date": "修正日, 修正完了日, 改修日, 改修完了日",
    "retest_plan_date": "再テスト予定日, 再試験予定日, Retest date",
    "retest_result": "再テスト結果, 再試験結果, 再検証, 再テスト, Retest result",
    "planned_start": (
        "開始予定日, 予定開始日, 予定開始日時, 計画開始, 計画開始日, 着手予定, 着手予定日, 開始予定, 予定開始, "
        "Start Date, Planned Start, 始め, 開始時刻, 予定始め"
    ),
    "planned_end": (
        "終了予定日, 予定終了日, 予定完了日, 予定完了日時, 計画終了, 計画終了日, 終了予定, 予定終了, End Date, "
        "Planned End, 終わり, 終了時刻, 予定終わり"
    ),
    "actual_start": (
        "実績開始日, 実績開始日時, 着手日, 開始実績日, 実績開始, Actual Start, 着手, 実績始め, started at"
    ),
    "actual_end": (
        "実績完了日, 実績完了日時, 実績終了日, 終了実績日, 実績終了, 実績完了, Actual End, Actual Finish, "
        "実績終わり, finished at, ended at"
    ),
    "planned_effort": "工数, 予定工数, 見積工数, 見積, 計画工数, 予測時間, Estimate, Effort",
    "actual_effort": "実績工数, 実績, 実績時間, Actual Fix Time, Actual Effort, 作業時間, 消費工数, Spent time",
    "progress": "進捗率, 達成率, 完了率, 進捗, Progress, % complete, 進み, 進捗度",
    "probability": "発生確率, 可能性, 発生可能性, 確率, Probability, Likelihood",
}

# Headings of counts, links and book-keeping columns: known words that help to find a heading row, but no field.
NO_FIELD: Final = (
    "最終更新者, 更新者, 類似調査, リンク, 件数, ケース数, 累計, 累計予定, 累計件数, 残件数, 実績件数, 曜日, "
    "メール, メールアドレス, 電話, 内線, 連絡先, エスカレーション先, 上長, プログラムID, 指摘件数, 横展開, "
    "水平展開, E-mail, Phone, 経過日数, 滞留日数, 超過日数, 更新内容"
)

# The label/value head of a meeting memo, and the fields of a meeting.
MEETING_HEAD: Final[dict[str, str]] = {
    "id": "会議ID, 会議番号, 会議No, Meeting ID",
    "title": "会議名, 会議, 議題, 件名, 会議体, 打合せ名, ミーティング名, Agenda, Subject",
    "held_at": "日時, 開催日時, 開催日, 会議日時, 実施日時, 日付, 開始・終了, Date",
    "place": "場所, 開催場所, 会場, 会議室, 場所/URL, URL, 開催場所/URL, Place",
    "attendees": "出席者, 参加者, 出席, 参加, 参加メンバー, 出席者名, Attendees",
    "absentees": "欠席者, 欠席, 不参加, 不参加者, Absentees",
    "recorder": "記録者, 議事録作成者, 書記, 記録, 作成者, 議事録作成, 議事録担当, Recorder",
    "distribution": "配布先, 配付先, 送付先, 宛先, 共有先, cc, Distribution",
    "documents": "資料, 配布資料, 配付資料, 会議資料, 参考資料, 添付資料, Documents",
    "next_at": "次回, 次回日時, 次回予定, 次回開催, 次回開催日, 次回会議, 次回開催日時, Next",
    "version": "版, 版数",
}
