"""Whatever bytes a file holds: a book, or a refusal in one line; never another error, never a signal."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.workbooks import MAIN, binary_workbook, links, old_workbook, open_document, packed, parts
from xlperf.errors import UnreadableFile
from xlperf.workbook.read import read_book

CELLS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c><c r="C1" t="e"><v>#N/A</v></c></row>'
    '<row r="2"><c r="A2"><f>B1+1</f></c><c r="B2" t="b"><v>1</v></c>'
    '<c r="C2" t="inlineStr"><is><t>x</t></is></c></row>'
)
OPEN_DOCUMENT_ROW = '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'


def whole_workbook() -> dict[str, bytes]:
    content = parts(CELLS, after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>', workbook="<workbookPr/>")
    content["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>Children</t></si></sst>'
    content["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="0.0%"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    content["xl/_rels/workbook.xml.rels"] = links(
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
    )
    return {name: part if isinstance(part, bytes) else part.encode() for name, part in content.items()}


WHOLE = whole_workbook()
PACKED = packed(WHOLE)
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=4)
SNIPPETS = st.sampled_from(
    [b"<", b">", b"&", b'"', b"'", b"/", b"=", b"1e300", b"-1e300", b"NaN", b"\0", b"\xff", b"<!--", b"]]>", b"<c>",
     b"</c>", b'r="A0"', b'r="ZZZZ9"', b't="e"', b't="s"', b't="d"', b"<f/>", b"99999999999", b"xmlns="]
)  # fmt: skip
READING = settings(max_examples=cases(500), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def changed(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    target = bytearray(data)
    for place, byte in changes:
        target[place % len(target)] = byte
    return bytes(target)


def read_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refusal = None
    try:
        book = read_book(path, number_formats=True)
    except UnreadableFile as error:
        refusal = str(error)
    else:
        assert all(value != "" for grid in book.grids for row in grid.rows for value in row)
    assert refusal is None or (refusal.startswith(f"{path.name}: ") and "\n" not in refusal)


def test_the_workbook_that_is_changed_reads_well_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(PACKED)
    book = read_book(tmp_path / "a.xlsx", number_formats=True)
    assert book.grids[0].value(1, 1) == "Children"
    assert [problem.cell for problem in book.problems] == ["C1", "A2", "B1"]


def test_a_date_over_which_calamine_panics_is_refused(tmp_path: Path) -> None:
    sheet = WHOLE["xl/worksheets/sheet1.xml"].replace(b"45000", b"-1e300")
    (tmp_path / "a.xlsx").write_bytes(packed(WHOLE | {"xl/worksheets/sheet1.xml": sheet}))
    with pytest.raises(UnreadableFile, match=r"a\.xlsx: the file is damaged: its cells cannot be made out"):
        read_book(tmp_path / "a.xlsx")


@READING
@given(CHANGES)
def test_a_package_with_some_bytes_changed_is_read_or_refused(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    read_or_refused(tmp_path / "a.xlsx", changed(PACKED, changes))


@READING
@given(st.sampled_from(sorted(WHOLE)), CHANGES)
def test_a_part_with_some_bytes_changed_is_read_or_refused(
    tmp_path: Path, name: str, changes: list[tuple[int, int]]
) -> None:
    read_or_refused(tmp_path / "a.xlsx", packed(WHOLE | {name: changed(WHOLE[name], changes)}))


@READING
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 1 << 20), st.integers(0, 30), SNIPPETS)
def test_a_part_with_a_piece_replaced_is_read_or_refused(
    tmp_path: Path, name: str, place: int, length: int, snippet: bytes
) -> None:
    part = WHOLE[name]
    start = place % len(part)
    read_or_refused(tmp_path / "a.xlsx", packed(WHOLE | {name: part[:start] + snippet + part[start + length :]}))


@READING
@given(st.integers(0, len(PACKED)))
def test_a_package_cut_off_anywhere_is_read_or_refused(tmp_path: Path, length: int) -> None:
    read_or_refused(tmp_path / "a.xlsx", PACKED[:length])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", old_workbook(3)),
        ("a.xlsb", binary_workbook([["Children", 246.0]])),
        ("a.ods", open_document(OPEN_DOCUMENT_ROW)),
    ],
    ids=["xls", "xlsb", "ods"],
)
@settings(READING, max_examples=cases(40))  # each in a process of its own
@given(changes=CHANGES)
def test_other_workbooks_with_some_bytes_changed_are_read_or_refused(
    tmp_path: Path, name: str, content: bytes, changes: list[tuple[int, int]]
) -> None:
    read_or_refused(tmp_path / name, changed(content, changes))


@READING
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, start: bytes) -> None:
    for name in ("a.xlsx", "a.csv"):
        with suppress(UnreadableFile):
            read_or_refused(tmp_path / name, start + content)
