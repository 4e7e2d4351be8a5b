"""トレーニング from a list as people keep it: merged headings and cells, half of 出欠 filled, somebody sent instead."""

import json
from datetime import date

import openpyxl
import pytest

import pmo_xl
from pmo_xl.cli import main

AS_OF = "2024-05-07"
FIRST, SECOND = date(2024, 5, 1), date(2024, 5, 8)
ROWS = (
    (1, "第1回", FIRST, "10:00-12:00", "営業部", "青葉 葉", "済", "済", "済", "○", "説明書の画面の図が古い"),
    (2, None, FIRST, None, "営業部", "若葉 花", "済", "済", "済", "○", "説明書の画面の図が古いです"),
    (3, None, FIRST, None, "営業部", "双葉 実", "済", "済", "済", "代理出席", "特になし"),
    (4, None, FIRST, None, "経理部", "楓 もみじ", "済", "済", "済", "欠席", None),
    (5, None, FIRST, None, "経理部", "桂 樹", "済", "済", "済", None, None),
    (6, "第2回", SECOND, "13:00-15:00", "経理部", "椿 つばき", "済", "未", "済", None, None),
    (7, None, SECOND, None, "物流部", "欅 けやき", "済", "済", None, None, "夜勤者の日程を追加してほしい"),
    (8, None, SECOND, None, "物流部", "樫 かし", "済", "済", "済", None, None),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "受講者名簿"
    sheet["A1"] = "新販売システム 操作研修 受講者名簿"
    sheet.merge_cells("A1:K1")
    sheet["A2"] = "※出欠は研修翌日までに各部の窓口が記入してください"
    sheet.append([])
    sheet.append(["No", "回", "開催日", "時間", "部門", "受講者", "事前準備", None, None, "出欠", "気づき・要望"])
    sheet.append([None] * 6 + ["資料", "ID", "PC", None, None])
    for row in ROWS:
        sheet.append(row)
    sheet.append([None, None, None, None, "合計", "8名"])
    for column in "ABCDEFJK":
        sheet.merge_cells(f"{column}4:{column}5")
    for area in ("G4:I4", "B6:B10", "B11:B13", "D6:D10", "D11:D13"):
        sheet.merge_cells(area)
    (tmp_path / "研修").mkdir()
    book.save(tmp_path / "研修" / "受講者名簿.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "研修"


def test_a_list_with_merged_headings_and_half_of_its_attendance(folder, capsys):
    before = (folder / "受講者名簿.xlsx").read_bytes()
    assert main(["pack", "training", "研修", "--as-of", AS_OF, "--out", "made", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["outputs"] == ["made/トレーニング_20240507.xlsx"]
    assert (said["found"], said["proxies_count"], said["rate"]) == (True, False, 2 / 8)
    assert [(one["who"], one["time"], one["ready"], one["lacking"]) for one in said["coming"]] == [
        ("欅 けやき", "13:00-15:00", False, ["PC"]),
        ("椿 つばき", "13:00-15:00", False, ["ID"]),
        ("樫 かし", "13:00-15:00", True, []),
    ]
    assert [
        (one["org"], one["target"], one["proxy"], one["unclear"], one["missing"]) for one in said["departments"]
    ] == [
        ("経理部", 3, 0, 1, ["楓 もみじ", "桂 樹", "椿 つばき"]),
        ("物流部", 2, 0, 0, ["欅 けやき", "樫 かし"]),
        ("営業部", 3, 1, 0, ["双葉 実"]),
    ]
    assert [(one["text"], one["count"], one["to"]) for one in said["insights"]] == [
        ("説明書の画面の図が古い", 2, ["system"]),
        ("説明書の画面の図が古いです", 2, ["system"]),
        ("夜勤者の日程を追加してほしい", 1, ["business"]),
    ]
    assert (folder / "受講者名簿.xlsx").read_bytes() == before


def test_pmo_toml_says_that_somebody_sent_counts(folder):
    (folder / "pmo.toml").write_text('[registers.trainings.values.result]\npass = ["代理出席"]\n', "utf-8")
    report = pmo_xl.load(folder).pack("training", date(2024, 5, 7)).report
    assert (report.proxies, report.rate) == (True, 3 / 8)


def test_what_the_console_says(folder, capsys):
    assert main(["pack", "training", "研修", "--as-of", AS_OF, "--out", "made"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        "トレーニング 5/7(火)",
        "これから受講する3名のうち2名の準備が済んでいません、うち2名は研修が間近です。",
        "受講率は25.0%です(対象8名・受講2名、代理1名は数えていません)。",
        "  × 欅 けやき 5/8(水) 13:00-15:00 未: PC",
        "  × 椿 つばき 5/8(水) 13:00-15:00 未: ID",
    ]


def test_a_template_of_the_project_is_used(folder):
    from pmo_xl.resources import template

    (folder / "own.xlsx").write_bytes(template("トレーニング.xlsx").read_bytes())
    (folder / "pmo.toml").write_text('[reports.training]\nxlsx = "own.xlsx"\n', "utf-8")
    (path,) = pmo_xl.load(folder).pack("training", date(2024, 5, 7)).save("made").paths
    assert path.name == "トレーニング_20240507.xlsx"


def test_a_list_of_names_with_a_column_for_each_time_is_a_training_list(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "受講者一覧"
    for row in (
        ("No", "氏名", "部門", "第1回 出欠", "第2回 出欠", "気づき"),
        *((n, f"青葉{n}", "営業部", "○", "×" if n % 2 else "○", None) for n in range(8)),
    ):
        book.active.append(row)
    book.save(tmp_path / "受講者名簿.xlsx")
    report = pmo_xl.load(tmp_path).pack("training", date(2024, 5, 7)).report
    # eight at the first time and four at the second
    assert (len(report.people), report.rate) == (16, 12 / 16)


@pytest.mark.parametrize(
    ("headings", "cells", "columns"),
    [
        # the first ID numbers the rows, a later one says who has got one
        ("No 受講者 部門 開催日 ID 出欠", "1 青葉 営業部 2024/5/8 済 ○", {"id": 1, "precondition": 5}),
        ("ID 受講者 部門 開催日 資料 PC 出欠", "R-1 青葉 営業部 2024/5/8 済 未 ○", {"id": 1, "precondition_2": 6}),
        (
            "No 氏名 所属 研修日 ログインID 出欠 感想",
            "1 青葉 営業部 2024/5/8 u01 ○ よい",
            {"precondition": 5, "remarks": 7},
        ),
    ],
)
def test_what_is_prepared_is_found_by_its_heading(headings, cells, columns, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "研修受講者"
    book.active.append(headings.split())
    for _ in range(6):
        book.active.append(cells.split())
    book.save(tmp_path / "受講者.xlsx")
    (table,) = pmo_xl.load(tmp_path).registers["trainings"].tables
    assert {field: table.columns.get(field) for field in columns} == columns
