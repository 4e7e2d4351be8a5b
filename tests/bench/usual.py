"""The usual pipeline: pandas.read_excel, a loop of checks, groupby, a styled openpyxl report, a docxtpl page.

    python -m tests.bench.usual BOOK|FOLDER OUT [ENGINE]

This is what a competent colleague writes in an afternoon; it prints the counts so that both sides can be compared.
A folder means every workbook below it, one report each.
"""

import datetime as dt
import json
import sys
from pathlib import Path

import docx
import openpyxl
import pandas as pd
from docxtpl import DocxTemplate
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

AS_OF = pd.Timestamp("2026-11-24")


def findings_of(frame):
    found = []
    seen = set()
    for index, row in frame.iterrows():
        place = index + 2
        if row["テストID"] in seen:
            found.append((place, "IDが重複しています"))
        seen.add(row["テストID"])
        executed = pd.to_datetime(row["実施日"], errors="coerce")
        if row["結果"] in ("OK", "NG") and pd.isna(executed):
            found.append((place, "実施日がありません"))
        if not pd.isna(executed) and pd.isna(row["結果"]):
            found.append((place, "結果が空です"))
        if not pd.isna(executed) and executed > AS_OF:
            found.append((place, "実施日が未来日です"))
        if pd.isna(row["結果"]) and row["予定日"] < AS_OF and pd.isna(row["備考"]):
            found.append((place, "予定日を過ぎて未実施です"))
        if row["結果"] == "NG" and pd.isna(row["不具合ID"]):
            found.append((place, "不具合番号がありません"))
        if isinstance(row["実施日"], str):
            found.append((place, "日付として読めません"))
    return found


def excel_report(frame, found, path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "日次報告"
    page["A1"] = "UAT日次報告"
    page["A1"].font = Font(name="Yu Gothic", size=16, bold=True)
    thin = Side(style="thin", color="999999")
    fill = PatternFill("solid", fgColor="1F3864")

    def heading(sheet, row, texts):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column, text)
            cell.font = Font(bold=True, color="FFFFFF")
            cell.fill = fill
            cell.border = Border(thin, thin, thin, thin)

    heading(page, 3, ["ベンダー", "件数", "OK", "NG", "未実施"])
    for row, (vendor, part) in enumerate(frame.groupby("担当ベンダー"), 4):
        done = part["結果"]
        values = [vendor, len(part), int((done == "OK").sum()), int((done == "NG").sum()), int(done.isna().sum())]
        for column, value in enumerate(values, 1):
            page.cell(row, column, value).border = Border(thin, thin, thin, thin)
    listing = book.create_sheet("指摘")
    heading(listing, 1, ["行", "指摘"])
    for row, (place, text) in enumerate(found, 2):
        listing.cell(row, 1, place).border = Border(thin, thin, thin, thin)
        listing.cell(row, 2, text).alignment = Alignment(wrap_text=True)
    daily = frame.assign(day=pd.to_datetime(frame["実施日"], errors="coerce")).groupby("day").size().cumsum()
    series = book.create_sheet("グラフデータ")
    heading(series, 1, ["日付", "累計"])
    for row, (day, count) in enumerate(daily.items(), 2):
        series.cell(row, 1, day.to_pydatetime())
        series.cell(row, 2, int(count))
    book.save(path)


def word_report(counts, folder):
    template = folder / "usual_template.docx"
    document = docx.Document()
    document.add_heading("UAT日次報告 {{ day }}", 1)
    document.add_paragraph("消化 {{ executed }} / {{ total }}（{{ rate }}）")
    document.save(str(template))
    page = DocxTemplate(str(template))
    page.render(counts)
    page.save(str(folder / "usual.docx"))


def main(given, out, engine=None):
    path = Path(given)
    books = sorted(path.glob("*/*.xlsx")) if path.is_dir() else [path]
    said = [report(book, Path(out) / book.parent.name / book.stem, engine) for book in books]
    print(json.dumps({key: sum(one[key] for one in said) for key in ("executed", "scope")}))


def report(book, folder, engine):
    folder.mkdir(parents=True, exist_ok=True)
    frame = pd.read_excel(book, engine=engine)
    found = findings_of(frame)
    executed = int(frame["結果"].isin(["OK", "NG"]).sum())
    total = int((frame["結果"] != "対象外").sum())
    rate = f"{executed / total:.1%}"
    counts = {"day": str(dt.date(2026, 11, 24)), "executed": executed, "total": total, "rate": rate}
    excel_report(frame, found, folder / "usual.xlsx")
    word_report(counts, folder)
    return {"executed": executed, "scope": total}


if __name__ == "__main__":
    main(*sys.argv[1:])
