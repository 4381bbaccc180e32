"""READ-4, READ-5: tables of web pages that are called .xls, and pages that are no return."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.definitions.load import load
from xlperf.errors import UnreadableFile
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.workbook.read import read_book
from xlperf.workbook.web_page import read_web_page


def table(page: str) -> list[list[object]]:
    (grid,) = read_web_page(page.encode(), "page.xls").grids
    return [list(row) for row in grid.rows]


def test_a_table_is_read_as_it_is_seen() -> None:
    page = """<html><head><style>td {color: red}</style></head><body><h1>Export</h1>
      <table border=1><tr><th>Child <b>ID</b></th><th>Start&nbsp;date</th></tr>
      <tr><td>0012</td><td>01/04/2025</td></tr>
      <tr><td>caf&eacute; &amp; more<br>second line</td><td></td></tr></table></body></html>"""
    assert table(page) == [
        ["Child ID", "Start\xa0date"],
        ["0012", "01/04/2025"],
        ["café & more\nsecond line", None],
    ]


def test_cells_without_closing_tags_stand_where_they_are_seen() -> None:
    assert table("<table><tr><td>1<td>2<tr><td>3<td>4</table>") == [["1", "2"], ["3", "4"]]


def test_a_cell_over_several_columns_and_rows_has_its_value_in_the_first() -> None:
    page = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e<td>f<td>g</table>"
    assert table(page) == [["a", "b", None], [None, "c", "d"], ["e", "f", "g"]]


def test_numbers_that_excel_wrote_beside_their_form_are_those_numbers() -> None:
    page = '<table><tr><td x:num="0.134567">13.5%</td><td x:num>12</td><td x:str>0012</td></tr></table>'
    assert table(page) == [[0.134567, 12.0, "0012"]]


def test_each_table_is_a_sheet_and_one_inside_another_is_its_own() -> None:
    page = (
        "<table><caption>Figures</caption><tr><td>a<td>b<table><tr><td>x<td>y</table></td></tr><tr><td>c<td>d</table>"
        "<table><tr><td>p<td>q</table>"
    )
    grids = read_web_page(page.encode(), "page.xls").grids
    assert [grid.name for grid in grids] == ["Figures", "Table 2", "Table 3"]
    assert [[list(row) for row in grid.rows] for grid in grids] == [
        [["a", "b"], ["c", "d"]],
        [["x", "y"]],
        [["p", "q"]],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_letters_with_accents_come_through(encoding: str) -> None:
    page = "<html><body><table><tr><td>Ynys Môn</td><td>£5</td></tr></table></body></html>"
    assert read_web_page(page.encode(encoding), "page.xls").grids[0].rows == [["Ynys Môn", "£5"]]


def test_the_declared_encoding_is_believed_and_windows_stands_in() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><table><tr><td>é<td>£</table>'
    assert read_web_page(page.encode("cp1252"), "p.xls").grids[0].rows == [["é", "£"]]
    assert read_web_page("<table><tr><td>é<td>£</table>".encode("cp1252"), "p.xls").grids[0].rows == [["é", "£"]]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><form><table><tr><td>Name<td><input><tr><td>Password<td><input type=password></table>", "sign in"),
        ("<html><body>Nothing here</body></html>", "without a table"),
        ("<html><table><tr><td></table></html>", "without a table"),
        ("<html><script><table><tr><td>1<td>2</table></script></html>", "without a table"),
    ],
)
def test_a_page_that_is_no_return_is_refused(page: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=f"page.xls.*{reason}"):
        read_web_page(page.encode(), "page.xls")


def test_figures_exported_as_a_web_page_give_the_figures(tmp_path: Path) -> None:
    rows = [("Code", "Period", "Numerator", "Denominator"), ("NI 64", "2009/10", "33", "246")]
    cells = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in rows)
    path = tmp_path / "figures.xls"
    path.write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")
    book = read_book(path)
    assert book.format == "html"
    assert any("html" in problem.message for problem in book.problems)
    (figure,) = figures(FigureMaker(read_inputs([path], load())), Period.parse("2009/10"))
    assert (figure.numerator, figure.denominator, figure.text) == (33, 246, "13.4%")


@settings(max_examples=cases(60))
@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])), min_size=2, max_size=4),
                min_size=2, max_size=5))  # fmt: skip
def test_whatever_stands_in_cells_comes_back(rows: list[list[str]]) -> None:
    from html import escape

    page = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    if sum(1 for row in rows for text in row if text) < 2:
        return
    width = max(len(row) for row in rows)
    expected = [[*(text or None for text in row), *[None] * (width - len(row))] for row in rows]
    assert table(f'<meta charset="utf-8"><table>{page}</table>') == expected


PIECES = (
    *("<table>", "</table>", "<tr>", "<td>", "</td>", "<td rowspan=9 colspan=9>", "x", "<script>", "</script>"),
    *("<caption>", "</caption>", "<!--", "-->", "&#0;", "<![CDATA[", "<input type=password>"),
)


@settings(max_examples=cases(100))
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_page_makes_it_stumble(pieces: list[str]) -> None:
    with suppress(UnreadableFile):
        read_web_page("".join(pieces).encode(), "page.xls")
