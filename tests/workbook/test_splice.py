"""Single places of a sheet change, and every other byte stays."""

from __future__ import annotations

import io
import zipfile

import pytest

from xlperf.workbook.calculation_chain import without_cells, without_mention
from xlperf.workbook.plain_xml import BrokenXml
from xlperf.workbook.splice import (
    cells_with_formulas,
    copied,
    in_utf_8,
    spliced,
    with_formula,
    with_value,
    without_formula,
)

SHEET = (
    b"<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- kept --><worksheet xmlns=\"u\"><sheetData><row r='2'>"
    b'<c r="A2"><v>7</v></c>'
    b'<c r="B2" s="3" cm="1" t="str"><f t="array" ref="B2:B3">IF(A2&gt;1,"&#233;",2)</f><v>Red</v></c>'
    b'<c s=\'>\'><f/><v>1</v></c></row><row><c r="A3"/><c><f t="shared" si="0"/></c></row></sheetData></worksheet>'
)


def test_cells_with_formulas_are_found_with_their_places() -> None:
    array, empty, shared = cells_with_formulas(SHEET)
    assert (array.name, array.formula, array.value, array.kind) == ("B2", 'IF(A2>1,"é",2)', "Red", "str")
    assert SHEET[array.start : array.end].startswith(b'<c r="B2"')
    assert SHEET[array.start : array.end].endswith(b"<v>Red</v></c>")
    assert SHEET[array.formula_start : array.formula_end].endswith(b"2)</f>")
    assert (empty.name, empty.value, SHEET[empty.formula_start : empty.formula_end]) == ("C2", "1", b"<f/>")
    assert (shared.name, shared.formula, shared.value) == ("B3", "", None)


def test_a_formula_goes_and_its_value_and_style_stay() -> None:
    edits = [edit for cell in cells_with_formulas(SHEET) for edit in without_formula(SHEET, cell)]
    made = spliced(SHEET, edits)
    assert b'<c r="B2" s="3" t="str"><v>Red</v></c>' in made
    assert made.startswith(SHEET[: SHEET.index(b' cm="1"')])
    assert cells_with_formulas(made) == []


def test_a_value_takes_the_place_of_formula_and_old_value() -> None:
    array = cells_with_formulas(SHEET)[0]
    made = spliced(SHEET, with_value(SHEET, array, "Größe & <b> "))
    told = b'<c r="B2" s="3" t="inlineStr"><is><t xml:space="preserve">Gr&#246;&#223;e &amp; &lt;b&gt; </t></is></c>'
    assert made == SHEET[: array.start] + told + SHEET[array.end :]
    assert b'<c r="B2" s="3" t="n"><v>0.1</v></c>' in spliced(SHEET, with_value(SHEET, array, 0.1))
    assert b't="b"><v>1</v></c>' in spliced(SHEET, with_value(SHEET, array, True))
    assert b't="e"><v>#N/A</v></c>' in spliced(SHEET, with_value(SHEET, array, "#N/A", is_error=True))


def test_another_formula_keeps_the_stored_value() -> None:
    array = cells_with_formulas(SHEET)[0]
    assert b't="str"><f>A2&lt;3</f><v>Red</v></c>' in spliced(SHEET, with_formula(SHEET, array, "A2<3"))


def test_prefixed_sheets_keep_their_prefix() -> None:
    part = b'<x:w xmlns:x="u"><x:row r="1"><x:c r="A1"><x:f>B1</x:f></x:c></x:row></x:w>'
    (cell,) = cells_with_formulas(part)
    assert b'<x:c r="A1" t="n"><x:v>2.0</x:v></x:c>' in spliced(part, with_value(part, cell, 2))
    assert b"<x:f>C1</x:f>" in spliced(part, with_formula(part, cell, "C1"))


def test_utf_16_is_read_as_utf_8() -> None:
    text = SHEET.decode().replace("UTF-8", "UTF-16")
    assert [cell.name for cell in cells_with_formulas(in_utf_8(text.encode("utf-16")))] == ["B2", "C2", "B3"]
    assert in_utf_8(SHEET) is SHEET


@pytest.mark.parametrize("part", [b"<a><b></a>", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'])
def test_an_unsound_part_is_refused(part: bytes) -> None:
    with pytest.raises(BrokenXml):
        cells_with_formulas(part)


def test_edits_that_overlap_are_an_error() -> None:
    assert spliced(b"abcdef", [(4, 5, b"X"), (1, 3, b"")]) == b"adXf"
    with pytest.raises(ValueError, match="overlap"):
        spliced(b"abcdef", [(0, 3, b""), (2, 4, b"")])


def test_a_package_keeps_every_other_part_its_order_and_its_times() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in ("b.xml", "xl/A.xml", "c.bin"):
            info = zipfile.ZipInfo(name, (2010, 3, 1, 12, 0, 0))
            package.writestr(info, name * 50, zipfile.ZIP_DEFLATED if name != "c.bin" else zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(copied(made.getvalue(), {"/xl\\a.XML": b"new"}, ["B.xml"]))) as package:
        assert package.namelist() == ["xl/A.xml", "c.bin"]
        assert package.read("xl/A.xml") == b"new"
        assert package.read("c.bin") == b"c.bin" * 50
        assert package.getinfo("c.bin").compress_type == zipfile.ZIP_STORED
        assert package.getinfo("c.bin").date_time == (2010, 3, 1, 12, 0, 0)


CHAIN = b'<calcChain xmlns="u"><c r="A1" i="1"/><c r="B1" l="1"/><c r="C1"/><c r="A1" i="2"/><c r="B1"/></calcChain>'


def test_the_list_of_formulas_tells_the_sheet_of_what_follows_a_cell_that_goes() -> None:
    assert without_cells(CHAIN, {(1, "A1"), (2, "A1")}) == (
        b'<calcChain xmlns="u"><c r="B1" i="1" l="1"/><c r="C1"/><c r="B1" i="2"/></calcChain>'
    )
    assert without_cells(CHAIN, {(1, "B1")}) == CHAIN.replace(b'<c r="B1" l="1"/>', b"")
    assert without_cells(CHAIN, {(1, "A1"), (1, "B1"), (1, "C1"), (2, "A1"), (2, "B1")}) is None


def test_the_list_is_mentioned_no_more_when_it_is_gone() -> None:
    kept = b'<Relationships><Relationship Id="r1" Target="styles.xml"/>%s</Relationships>'
    assert without_mention(kept % b'<Relationship Id="r2" Type="t/calcChain" Target="calcChain.xml"/>') == kept % b""
