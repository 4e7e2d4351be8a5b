"""A draft never looks finished: whatever a template leaves out, the document says at its head."""

import io

import docx
import pytest
from docx.shared import Pt

from pmo_xl.render import docx as word
from tests.support.office import complaints

NOTICE = ["【下書き】", "【要確認】", "判断期限", "選択肢（2案以上）"]
GAPS = NOTICE[2:]


def template(tmp_path, *paragraphs, prepare=None):
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    if prepare:
        prepare(made)
    path = tmp_path / "様式.docx"
    made.save(path)
    return path


def texts(data):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def filled(path, **values):
    return word.fill(path, {"draft": "", "gaps": [], "title": "受注", **values})


def test_a_template_that_is_silent_gets_the_notice_as_its_first_line(tmp_path):
    path = template(tmp_path, "{{ title }}のご承認")
    data = filled(path, notice=NOTICE)
    assert texts(data) == ["【下書き】　【要確認】　判断期限　選択肢（2案以上）", "受注のご承認"]
    (tmp_path / "out.docx").write_bytes(data)
    assert complaints(tmp_path / "out.docx") == []


def test_a_template_that_says_all_of_it_stays_as_it_is(tmp_path):
    path = template(tmp_path, "{{ draft }}{{ title }}", "【要確認】{{ gaps | join('、') }}")
    assert texts(filled(path, draft="【下書き】", gaps=GAPS, notice=NOTICE)) == [
        "【下書き】受注",
        "【要確認】判断期限、選択肢（2案以上）",
    ]


def test_one_that_names_only_some_of_the_gaps_gets_it_too(tmp_path):
    path = template(tmp_path, "{{ draft }}{{ title }}", "【要確認】{{ gaps[0] }}")
    assert texts(filled(path, draft="【下書き】", gaps=GAPS, notice=NOTICE))[0].startswith("【下書き】　【要確認】")


def hidden(made):
    run = made.paragraphs[0].add_run("【下書き】【要確認】{{ gaps | join('、') }}")
    run.font.hidden = True


def in_the_header(made):
    made.sections[0].header.paragraphs[0].text = "【下書き】【要確認】{{ gaps | join('、') }}"


@pytest.mark.parametrize("prepare", [hidden, in_the_header])
def test_words_that_a_reader_may_not_meet_do_not_count(tmp_path, prepare):
    path = template(tmp_path, "{{ title }}", prepare=prepare)
    assert texts(filled(path, gaps=GAPS, notice=NOTICE))[0].startswith("【下書き】")


def test_a_table_counts_as_text_and_size_does_not_matter(tmp_path):
    def prepare(made):
        cell = made.add_table(1, 1).cell(0, 0)
        cell.text = "【下書き】【要確認】{{ gaps | join('、') }}"
        cell.paragraphs[0].runs[0].font.size = Pt(8)

    path = template(tmp_path, "{{ title }}", prepare=prepare)
    assert texts(filled(path, gaps=GAPS, notice=NOTICE))[0] == "受注"


def test_a_finished_document_has_no_notice(tmp_path):
    path = template(tmp_path, "{{ title }}")
    assert texts(filled(path, notice=[])) == texts(filled(path)) == ["受注"]


def test_the_notice_is_text_and_no_markup(tmp_path):
    path = template(tmp_path, "{{ title }}")
    assert texts(filled(path, notice=["【下書き】", "<w:p/> & {{ title }}"]))[0] == "【下書き】　<w:p/> & {{ title }}"
