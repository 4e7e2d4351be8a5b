"""Which words stand above a column in one kind of register only, or mean something of their own there.

Data only, written like `synonyms.py`; for its kind such a meaning goes before the general one.
"""

from typing import Final

OF_KIND: Final[dict[str, dict[str, str]]] = {
    "issue": {
        "id": "課題ID, 課題No, 課題番号",
        "title": "件名, 課題, 課題名, 課題件名",
        "raised_date": "いつ, 日付",
        "action": "どうなってる, どうなっている, どうなった, どうする",
        "description": "課題内容, 課題詳細, 内容",
        "decided_by": "承認者, 決裁者",
    },
    "defect": {
        "id": "不具合ID, 不具合No, 不具合番号, 障害ID, 障害No, 障害番号, バグID, Defect ID, Bug ID, 不具合管理No",
        "title": "件名, 不具合名, 障害名, 不具合件名, 障害件名, 不具合概要, Defect Summary",
        "description": "事象, 現象, 内容, 不具合内容, 障害内容, 発生事象",
        "severity": "重要度, 影響度, ランク",
        "detected_date": "発生日, 発見日, 検出日, いつ, 見つけた日",
        "detected_by": (
            "発見者, 検出者, Tester, テスター, Detected By, Found By, 誰が気づいた, 気づいた人, 見つけた人"
        ),
        "test_id": (
            "テストID, テスト項目No, 関連テストケース, テストケースID, テストケースNo, テストNo, Test Case ID, "
            "TestCase Id, Test Case, テストケース, 関連テスト"
        ),
        "vendor": "担当ベンダ, 担当会社, 対応ベンダ, 対応会社, 修正会社",
        "fix_plan_date": "対応予定日, 修正予定, 改修予定, 直る予定, 直す予定, 直る予定日",
        "fixed_date": "対応完了日, 対応日, Fixed Date, Fixed on, 直った日, 修正日, 直した日",
        "retest_result": "確認結果, 再テスト, 再確認結果, 再確認, 再結果",
        "retest_plan_date": "再確認予定日",
        "approved_by": "承認者",
        "steps": "再現手順",
    },
    "test": {
        "id": "No, 番号, 項番, 通番, 連番",
        "title": (
            "テスト項目, テスト項目名, テストケース, テストケース名, 試験項目, 確認項目, チェック項目, "
            "テスト内容, 試験内容, 機能, 確認内容, 項目, TC Desc, Test Case, Test Case Title, Test Case Name, "
            "Test Case Description, Description of test cases, Description, 確認すること, test, テスト名"
        ),
        "steps": "テスト内容, 確認方法",
        "precondition": "データ準備, データ準備状況, 環境準備, 環境準備状況, 端末準備, 準備状況, 事前準備",
        "expected": "確認内容, 検証内容, 内容, 期待動作, テスト内容",
        "tester": "担当者, 担当, 確認者, 実施担当者, 判定者",
        "executed_date": "確認日, 完了日, 日付, 日, いつ, 終了日, テスト日, 実施, started at, 判定日",
        "planned_date": "予定日, 実施予定, 期限, 予定, 計画",
        "result": "チェック, 評価, 状態, ステータス, 確認結果, 実行結果, Status",
        "actual": "実行結果, 確認結果, error message, エラー内容, 出力結果",
        "defect_id": (
            "不具合No, 不具合ID, 障害No, 障害番号, 障害ID, 障害票番号, バグID, 不具合管理票No, 起票No, 関連障害, "
            "Defect ID, Bug ID, 不具合, 障害, issue, 課題No, 課題ID, チケット, PR, ticket, Ticket ID, "
            "チケットNo, チケット番号, BTS番号, BTSNo, BTS"
        ),
        "category": "テスト区分, テスト種別, 正常/異常, suite, test suite, 正常系/異常系, 正常系異常系, セクション",
        "step_no": "Step, Step No, 手順No, 順",
        "requirement_id": "要件ID, 要求ID, 要件番号, 要件No, 機能ID, Req ID, Requirement ID",
        "environment": "端末, ブラウザ",
    },
    "todo": {
        "id": "ToDoID, ToDoNo, 依頼No, 依頼番号, タスクID, アクションNo",
        "title": (
            "ToDo, 依頼事項, タスク, 作業, 内容, 依頼内容, 宿題, 宿題事項, 持ち帰り事項, アクションアイテム, "
            "アクション, 実施事項, やること, Action, Task, 作業名, 作業項目, 直してほしいデータ, 検討依頼事項, "
            "持帰り"
        ),
        "description": "内容, 依頼内容, 詳細",
        "owner": "依頼先, 担当, 担当者, 実施者, 窓口, 窓口担当, 窓口担当者",
        "owner_org": "依頼先, 依頼先会社, 依頼先部署",
        "closed_date": "実施日",
    },
    "qa": {
        "title": "質問件名, 件名, 質問",
        "description": "質問, 質問内容, 内容, 問合せ内容, 照会内容, 確認事項",
        "response": "回答, 回答内容",
        "owner": "回答担当, 回答予定者, 宛先",
        "due_date": "回答期限, 回答希望日",
        "owner_org": "宛先, 質問先, 回答部署",
        "closed_date": "完了日, クローズ日",
        "raised_date": "日付, 受付",
        "raised_by": "誰",
        "response_date": "いつ",
    },
    "risk": {
        "title": "リスク, リスク名, リスク事象, Risk",
        "description": "リスク内容, 内容, Description of Risk, リスク事象",
        "action": "対策, リスク対応, 対応策, 軽減策, 予防策, Response",
        "kind": "対応区分",
        "cause": "トリガー, 兆候, Trigger",
        "updated_date": "最終確認日",
    },
    "change": {
        "id": "変更ID, 変更No, 変更番号, 変更管理番号, 変更要求No",
        "title": "変更件名, 件名, 変更名, 変更要求, 要求する変更, 要望",
        "description": "変更内容, 内容",
        "cause": "変更理由, 理由",
        "decided_by": "承認者, 決裁者, 判断者, 判定者",
        "decided_date": "承認日, 決裁日, 判断日, 判定日",
        "raised_by": "申請者, 変更要求者",
        "raised_date": "申請日",
        "planned_effort": "影響工数",
        "status": "処置状況, 判定結果",
        "fixed_date": "反映日",
        "due_date": "反映予定日",
        "cost": (
            "追加費用, 追加予算, 追加予算額, 追加見積, 追加見積額, 追加金額, 金額, 費用, 申請額, 申請金額, "
            "見積額, 見積金額"
        ),
    },
    "decision": {
        "id": "決定ID, 決定No, 決定番号",
        "title": (
            "決定事項, 件名, 議題, 決定件名, 決定名, 決めたこと, 決めること, 決定した事項, 論点, Decision, "
            "Topic, 決定したこと, 決まったこと"
        ),
        "description": "決定内容, 内容, 理由・いきさつ, いきさつ, 決定理由, 理由, Rationale",
        "kind": "区分, 決定区分, 種別",
        "due_date": "確定期限, 判断期限",
        "cost": "追加費用, 追加予算, 追加予算額, 追加見積, 追加見積額",
        "decided_date": "決定日, 日付, 会議日, 決めた日, Date, Decision Date, 決定年月日",
        "decided_by": "決定者, 承認者, 決裁者, 決めた人, 決める人",
        "owner": "担当者, 対応者",
        "related_id": "対象ID, 関連ID, 関連課題, 対象",
    },
    "requirement": {
        "id": "要件ID, 要求ID, 要件No, 要件番号, Requirement ID, Req ID",
        "title": (
            "要件, 要件名, 要求, 件名, 機能, 機能名, 業務要件, 要件概要, Requirement, 要望, ストーリー, "
            "要望内容, 要求する変更, ユーザーストーリー, Story, 機能名称, 機能要件"
        ),
        "description": "要件内容, 内容, 詳細, 受入れ条件, 受入条件, Acceptance Criteria, 要求事項",
        "severity": "重要度",
        "updated_date": "変更日, 改訂日",
        "status": "採否",
    },
    "review": {
        "id": "指摘No, 指摘ID, 指摘番号",
        "title": (
            "レビュー対象, レビュー対象ファイル名, 対象文書, 文書名, 資料名, 成果物, 成果物名, ファイル名, "
            "指摘事項, 件名"
        ),
        "description": "指摘内容, 指摘, 内容, 指摘事項",
        "action": "対応内容, 修正内容, 処置内容",
        "owner": "レビューイ, 対応者, 修正者, 被レビュー者",
        "raised_by": "指摘者",
        "raised_date": "指摘日",
        "reviewer": "レビューア, レビュアー, 確認者",
        "closed_date": "完了日, 確認日",
        "related_id": "文書ID, 文書番号, 対象文書ID",
        "version": "指摘版, 確認版, 対象版, 版, 版数, 確認版数, 指摘版数, 対象版数",
    },
    "wbs": {
        "id": "WBS, WBS番号, WBSID, タスクID, タスクNo",
        "title": (
            "タスク, タスク名, 作業, 作業名, 作業項目, アクティビティ, 作業・主要成果物, やること, アクティビティ名"
        ),
        "planned_start": "開始日, 開始, Start",
        "planned_end": "終了日, 終了, 期限, 完了予定日, 完了日, Finish, End",
        "actual_start": "開始日",
        "actual_end": "終了日, 完了日",
        "progress": "進捗, 進捗率",
        "category": "大項目, 中項目, 小項目, 作業分類",
        "phase": "工程, フェーズ",
    },
    "meeting": {
        "id": "No, 番号",
        "kind": "区分, 種別, 種類",
        "category": "議題, 議題名, テーマ",
        "description": "内容, 議事, 議事内容, 発言, 発言内容, 記録",
        "title": "件名, 要旨, 会議体",
        "owner": "担当者, 担当, 発言者",
        "due_date": "期限, 期日",
        "related_id": "関連ID, 関連No, 関連課題, 台帳ID, 対象ID",
    },
    "option": {
        "id": "案No, 選択肢No",
        "related_id": "対象ID, 関連ID, 課題ID, 対象",
        "title": "選択肢, 案, 対応案, 案名, 件名, 方式, プラン",
        "cost": "費用, 初期費用, 金額, コスト, 費用最初だけ, 導入費用, 一時費用, 初期, 初期投資",
        "months": "期間, 期間(か月), 適用期間, 準備期間, 導入期間, 所要期間",
        "upkeep": "維持費, 維持費/月, 月額, 運用費, 月々, 費用毎月, 毎月, 月額費用, ランニング, ランニングコスト",
        "monthly_count": "件数/月, 件/月, 月間件数",
        "minutes_each": "分/件, 所要時間, 1件あたり時間, 時間/件",
        "hourly_cost": "人時単価, 時間単価, 単価",
        "risk": "リスク, 懸念, 心配なこと, デメリット, 課題",
        "reversible": "戻せるか, 可逆性, 後戻り, 戻せる, やり直し, 元に戻せるか",
        "recommended": "推奨, おすすめ, 推奨案, 事務局案, 評価",
        "remarks": "理由, 備考, 推奨理由",
        "description": "中身, 内容, 概要",
    },
    "training": {
        "owner": "受講者, 受講者名, 氏名, 参加者, 名前",
        "owner_org": "部門, 部署, 所属, 店舗, 拠点",
        "planned_date": "開催日, 研修日, 受講日, 実施予定日, 日程, 受講予定日, 予定日",
        "title": "研修名, コース, 講座名, 研修, 講座, 講習",
        "precondition": "資料準備, ID準備, 環境準備, 資料, 端末準備, 準備, 教材, アカウント, "
        "ユーザーID, ユーザID, システムID, ログインID, ID発行, 権限, PC, PC準備, 端末, 環境, 研修環境, 操作環境, "
        "会場準備, 資料配布, 配布資料, テキスト",
        "result": "出欠, 受講結果, 受講状況, 受講",
        "remarks": "気づき, 備考, 感想, 意見, 要望, 気づき・要望, ご意見, 振り返り",
        "executed_date": "受けた日, 受講日",
    },
    "manual_work": {
        "related_id": "関連ID, 対象ID, 不具合ID, 不具合No, 課題ID, 関連不具合",
        "title": "業務, 業務名, 対象業務, 作業名, 件名, 手動対応",
        "action": "手順, 対応手順, 手動対応内容, 対応内容, 作業内容",
        "owner": "担当, 担当者, 実施者",
        "planned_start": "開始条件, 開始日, 開始",
        "planned_end": "終了条件, 終了日, 終了, 解消予定日",
        "monthly_count": "件数/月, 件/月, 月間件数, 件数, 月の件数, 月件数",
        "minutes_each": "分/件, 所要時間, 1件あたり時間, 所要分, 時間/件, 1件の時間, 1件あたりの時間",
    },
    "roster": {
        "id": "No, 社員番号",
        "owner": "氏名, 名前, 担当者, 担当者名, メンバ, メンバー名, 要員, 要員名, Name",
        "owner_org": (
            "会社, 会社名, 所属, 所属会社, 部署, 部門, 組織, 会社・部署, 所属部署, Team, Company, Department"
        ),
        "side": "側, 自社/顧客, ユーザー/ベンダー, 立場, 区分",
        "title": "役割, 役職, 肩書, 担当役割, Role",
        "category": "担当領域, 担当業務, 領域, 分野",
        "planned_start": "着任, 着任日, 参画日, 参画開始, 開始, 開始日, 参画開始日",
        "planned_end": "離任, 離任日, 離任予定, 離任予定日, 参画終了, 終了, 終了日, 参画終了日",
        "alias": "別名, 表記, 通称, 別表記, 略称, 呼称",
        "allocation": "稼働率, 稼働, 参画率, アサイン率, Allocation",
        "remarks": "備考, 不在, 代行者",
    },
    "holiday": {
        "planned_date": "日付, 休日, 祝日, 休業日, 年月日, 日, 休暇日, 期日, 不在日, Date, Holiday",
        "title": "名称, 休日名, 祝日名, 名前, 内容, 理由, 事由, 休日名称, Name",
        "planned_start": "開始日, 開始, 自, 期間開始, 休業開始日, 休暇開始日, Start",
        "planned_end": "終了日, 終了, 至, 期間終了, 休業終了日, 休暇終了日, End",
        "owner": "氏名, 担当者, 対象者, メンバー",
        "kind": "区分, 種別",
    },
    "plan": {
        "phase": "フェーズ, 工程, マイルストン, フェーズ名, 工程名, テストフェーズ, Phase, Milestone",
        "planned_start": "開始, 開始日, 開始予定, 開始予定日, 計画開始, Start",
        "planned_end": "終了, 終了日, 終了予定, 終了予定日, 計画終了, End, 完了予定日",
        "actual_start": "実績開始, 実績開始日",
        "actual_end": "実績終了, 実績終了日, 完了日, 実績完了日, 終了実績",
        "planned_date": "日付, 予定日, 年月日, 日, 計画日, 実施予定日, Date",
        "planned_count": "予定件数, 計画件数, 消化予定, 消化予定件数, 計画, 予定, 計画数, 予定数, 件数, Planned",
        "environment": "環境, テスト環境, 使用環境",
        "title": "マイルストーン, 名称, イベント, 内容",
    },
}
