"""The scan of a sheet's XML: what it finds, and that it finds the same in every form of the XML."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.workbooks import MAIN, sheet_xml
from xlperf.sheets.address import cell_name
from xlperf.workbook.plain_xml import BrokenXml, is_plain, made_plain, start_tags
from xlperf.workbook.raw_cells import NotPlain, extent, may_hold_more_than, scan, with_readable_codes

ADDRESSES = st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384))
LIMIT = 26 * 1_048_576


def sheet(cells: str) -> bytes:
    return sheet_xml(cells).encode()


def cell(row: int, column: int, content: str = "<v>1</v>", kind: str = "") -> str:
    return f'<row r="{row}"><c r="{cell_name(row, column)}"{kind}>{content}</c></row>'


def test_a_sheet_without_cells_has_nothing_to_tell() -> None:
    for xml in (sheet(""), sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/>").encode()):
        found = scan(xml)
        assert (found.errors, found.not_calculated, found.first_formula, found.not_numbers) == ({}, (), None, ())
        assert extent(xml) is None


def test_the_first_formula_is_the_first_in_the_file() -> None:
    cells = '<row r="4"><c r="C4"><v>1</v></c><c r="D4" s="1"><f>C4</f><v>1</v></c></row>' + cell(9, 1, "<f>1</f>")
    found = scan(sheet(cells))
    assert found.first_formula == (4, 4)
    assert found.not_calculated == ((9, 1),)


def test_rules_and_filters_of_a_sheet_are_no_formulas() -> None:
    after = "<conditionalFormatting><cfRule><formula>A1</formula></cfRule></conditionalFormatting><filterColumn/>"
    assert scan(sheet_xml(cell(1, 1), after).encode()).first_formula is None


def test_only_codes_that_calamine_refuses_are_replaced() -> None:
    xml = sheet(cell(1, 1, "<v>#SPILL!</v>", ' t="e"') + cell(2, 1, "<v>#N/A</v>", ' t="e"'))
    found = scan(xml)
    assert found.errors == {(1, 1): "#SPILL!", (2, 1): "#N/A"}
    assert with_readable_codes(xml, found) == xml.replace(b"#SPILL!", b"#VALUE!")


def test_a_find_without_an_address_asks_for_the_plain_form() -> None:
    for content in ('<c t="e"><v>#N/A</v></c>', "<c><f>1</f></c>"):
        with pytest.raises(NotPlain):
            scan(sheet(f'<row r="1"><c r="A1"/>{content}</row>'))


@given(st.dictionaries(ADDRESSES, st.sampled_from(["#DIV/0!", "#N/A", "#CALC!"]), max_size=8))
def test_every_error_cell_is_found_wherever_it_stands(errors: dict[tuple[int, int], str]) -> None:
    cells = "".join(cell(*place, f"<v>{code}</v>", ' s="3" t="e"') + cell(*place) for place, code in errors.items())
    assert scan(sheet(cells)).errors == errors


@given(st.lists(ADDRESSES, min_size=1, max_size=6))
def test_the_extent_is_the_rectangle_around_all_filled_cells(places: list[tuple[int, int]]) -> None:
    blanks = '<row r="1048576"><c r="XFD1048576" s="1"/><c r="XFC1048576" s="1"></c></row>'
    xml = sheet("".join(cell(*place) for place in places) + blanks)
    found = extent(xml)
    assert found is not None
    rows, columns = [row for row, _ in places], [column for _, column in places]
    assert (found.first, found.last) == ((min(rows), min(columns)), (max(rows), max(columns)))
    assert found.in_last_row in places
    assert found.in_last_column in places
    assert found.in_first_row in places


@given(st.lists(ADDRESSES, min_size=1, max_size=4), st.sampled_from([LIMIT, 10_000, 10_000_000]))
def test_the_quick_look_never_passes_a_sheet_that_is_too_large(places: list[tuple[int, int]], most: int) -> None:
    xml = sheet("".join(cell(*place) for place in places))
    found = extent(xml)
    assert found is not None
    assert may_hold_more_than(xml, most) or found.area <= most


def test_the_quick_look_passes_ordinary_sheets() -> None:
    assert not may_hold_more_than(sheet(cell(1, 1) + cell(999_999, 26)), LIMIT)
    assert not may_hold_more_than(sheet(cell(1, 60) + cell(60_000, 3)), LIMIT)


# The plain form


@pytest.mark.parametrize(
    "xml",
    [
        sheet_xml(cell(1, 1)),
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" + sheet_xml(cell(1, 1)),
        sheet_xml(cell(1, 1, '<f>IF(A2!B1,1,"it\'s")</f><v>1</v>')),
        f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>',
    ],
)
def test_ordinary_parts_are_plain_already(xml: str) -> None:
    assert is_plain(xml.encode())


def test_what_is_made_plain_is_plain_and_stays_as_it_is() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:y="urn:y" y:a="1"><!-- c --><x:sheetData><x:row r="2">'
        '<x:c><x:v>1</x:v></x:c><x:c r="E2" t="str"><x:v>a &amp; &lt;b&gt;&#13;</x:v></x:c><x:c><y:v>9</y:v></x:c>'
        "</x:row><x:row><x:c/></x:row>"
        '</x:sheetData><y:other><x:c r="ZZ9"/></y:other></x:worksheet>'
    )
    plain = made_plain(xml.encode())
    assert is_plain(plain)
    assert made_plain(plain) == plain
    assert plain.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"><c r="A2"><v>1</v></c>'
        '<c r="E2" t="str"><v>a &amp; &lt;b&gt;&#13;</v></c><c r="F2"></c></row><row><c r="A3"></c></row>'
        "</sheetData></worksheet>"
    )


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_texts_and_attributes_pass_through_the_plain_form_unchanged(text: str) -> None:
    xml = f'<c xmlns="{MAIN}" r="A1" name="{escape(text)}"><v xml:space="preserve">{escape(text)}</v></c>'
    again = made_plain(made_plain(xml.encode("utf-16")))
    (_, attributes), _ = start_tags(again)
    assert attributes["name"] == text
    assert f'<v xml:space="preserve">{escape(text, quote=False)}</v>' in again.decode()


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<!DOCTYPE a><a/>", "DTD"),
        ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a><a/>".encode("utf-16"), "DTD"),
        (b"<a>\n<b></a>", "line 2"),
        (b"", "not well-formed"),
        (b"<?xml version='1.0' encoding='no-such'?><a/>", "encoding"),
        (b"<a>&other;</a>", "not well-formed"),
    ],
)
def test_unsound_xml_is_refused_with_the_reason(xml: bytes, reason: str) -> None:
    for read in (made_plain, start_tags):
        with pytest.raises(BrokenXml, match=reason):
            read(xml)
