"""The pieces that annotating is made of: raw copies of packages, places in XML, notes; and packages made strange."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.packages import Package as Checked
from tests.support.rich_workbook import packed_bytes, parts_of, rich_workbook
from xlperf.errors import XlperfError
from xlperf.problem import Problem, Severity
from xlperf.sheets.address import cell_name
from xlperf.workbook.annotate.annotated import annotated
from xlperf.workbook.annotate.elements import appended, attribute_edit, elements, named, with_attribute
from xlperf.workbook.annotate.marks import MOST_NOTES, marks_of
from xlperf.workbook.annotate.notes import LONGEST, Note, comments_part, drawing_part
from xlperf.workbook.annotate.sheet_places import places
from xlperf.workbook.annotate.styles import FILLS, MINIMAL, Styles
from xlperf.workbook.annotate.zip_copy import raw_copy
from xlperf.workbook.plain_xml import BrokenXml
from xlperf.workbook.splice import spliced


class _Unseekable(io.BytesIO):
    """A stream that zipfile writes to with data descriptors, as writers on the web do."""

    def seekable(self) -> bool:
        return False


def streamed() -> bytes:
    """A package with descriptors behind the members, a member that is only stored, a folder, comments, extra fields."""
    target = _Unseekable()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = b"of the package"
        for name, method in (("a.xml", 8), ("b/", 0), ("c é.bin", 0), ("d.xml", 12)):
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            info.comment, info.external_attr = b"of a member", 0o644 << 16
            info.extra = struct.pack("<2H4s", 0xCAFE, 4, b"more")
            package.writestr(info, b"" if name == "b/" else name.encode() * 99, method)
    return target.getvalue()


def test_a_raw_copy_keeps_members_as_they_are_packed_with_times_comments_and_order() -> None:
    data = streamed()
    made = raw_copy(data, "a.xlsx", {"/A.XML": b"new"}, {"z.xml": b"z", "y.xml": b"y"}, ["D.xml"])
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        assert after.namelist() == ["a.xml", "b/", "c é.bin", "y.xml", "z.xml"]
        assert (after.read("a.xml"), after.read("z.xml"), after.comment) == (b"new", b"z", b"of the package")
        for name in ("a.xml", "b/", "c é.bin"):
            one, other = before.getinfo(name), after.getinfo(name)
            assert (one.date_time, one.comment, one.external_attr) == (
                other.date_time,
                other.comment,
                other.external_attr,
            )
            assert b"more" in other.extra
    assert packed_bytes(data)["c é.bin"] == packed_bytes(made)["c é.bin"]


def test_upd_9_a_raw_copy_of_a_raw_copy_is_the_same() -> None:
    once = raw_copy(streamed(), "a.xlsx", {}, {})
    assert raw_copy(once, "a.xlsx", {}, {}) == once
    assert parts_of(once) == parts_of(streamed())


def test_a_wrong_checksum_passes_through_untouched() -> None:
    data = bytearray(streamed())
    place = data.index(b"PK\x01\x02")
    data[place + 16] ^= 1
    made = raw_copy(bytes(data), "a.xlsx", {}, {})
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() == "a.xml"


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", streamed()[:200], b"PK\x05\x06" + bytes(18)[:9]])
def test_a_broken_zip_is_refused_by_name(broken: bytes) -> None:
    with pytest.raises(XlperfError, match=r"a\.xlsx"):
        raw_copy(broken, "a.xlsx", {}, {})


def test_elements_are_found_where_they_stand() -> None:
    part = b"<?xml version='1.0'?><!-- <b> --><x:a xmlns:x='u' y='>'><b c=\"1\" x:c='2'/>text<d><b></b></d></x:a>"
    every = elements(part)
    assert [(one.name, one.depth, part[one.start : one.inside]) for one in every[1:]] == [
        ("b", 1, b"<b c=\"1\" x:c='2'/>"),
        ("d", 1, b"<d>"),
        ("b", 2, b"<b>"),
    ]
    assert every[0].space == "u"
    assert part[every[0].start : every[0].end].endswith(b"</x:a>")
    last = named(every, "d", 1)
    assert last is not None
    assert spliced(part, [appended(part, every[1], b"!"), appended(part, last, b"?")]).endswith(
        b"x:c='2'>!</b>text<d><b></b>?</d></x:a>"
    )
    assert spliced(part, [attribute_edit(part, every[1].start, "c", "7")]).count(b'<b c="7" x:c=') == 1
    assert with_attribute(b"<b a='x c=\"3\"'/>", "c", "4") == b'<b c="4" a=\'x c="3"\'/>'


@pytest.mark.parametrize(
    "part", [b"", b"<a>", b"<!DOCTYPE a><a/>", b"<?xml version='1.0' encoding='nothing'?><a/>", b"<a b='1' b='2'/>"]
)
def test_unsound_parts_are_refused(part: bytes) -> None:
    with pytest.raises(BrokenXml):
        elements(part)
    with pytest.raises(BrokenXml):
        places(part, [1])


def test_the_worst_of_a_cells_problems_decides_and_a_merged_area_is_marked_in_its_first_cell() -> None:
    found = [
        Problem(severity, text, "a.xlsx", "Data", cell, "rule")
        for severity, text, cell in (
            (Severity.NOTE, "first", "C3"),
            (Severity.ERROR, "second", "B2"),
            (Severity.ERROR, "second", "C3"),
            (Severity.NOTE, "no cell", "line 3"),
        )
    ]
    (mark,) = marks_of(found, [((2, 2), (4, 4))])
    assert (mark.place, mark.severity) == ((2, 2), Severity.ERROR)
    assert mark.note == Note(2, 2, "xlperf: error", "first\nsecond")
    many = [Problem(Severity.ERROR, "x", "a.xlsx", "Data", f"A{row}", f"r{row % 2}") for row in range(1, 101)]
    assert sum(one.is_noted for one in marks_of(many, [])) == 2 * MOST_NOTES


def test_a_long_note_is_cut_and_says_so_and_boxes_stay_inside_the_sheet() -> None:
    part = comments_part([Note(1, 1, "xlperf: error", "x" * 40_000)])
    assert len(part) < LONGEST + 1_000
    assert b"the rest is in the sheet of findings" in part
    drawing = drawing_part([Note(1_048_576, 16_384, "xlperf: error", "x"), Note(1, 1, "xlperf: error", "y")]).decode()
    anchors = [list(map(int, one.split("<")[0].split(", "))) for one in drawing.split("<x:Anchor>")[1:]]
    assert all(
        0 <= left < right < 16_384 and 0 <= top < below < 1_048_576 for left, _, top, _, right, _, below, _ in anchors
    )


@pytest.mark.parametrize("severity", list(Severity))
def test_black_and_dark_texts_stand_out_from_every_fill(severity: Severity) -> None:
    def luminance(rgb: str) -> float:
        parts = [int(rgb[n : n + 2], 16) / 255 for n in (2, 4, 6)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for font in ("FF000000", "FFFFFFFF", "FFC00000", "FF00B0F0", "FF7F7F7F"):
        part = MINIMAL.replace(b'<sz val="11"/>', b'<sz val="11"/><color rgb="%s"/>' % font.encode())
        styles = Styles(part)
        styles.marked(0, severity)
        made = spliced(part, styles.edits())
        every = elements(made)
        used = [one for one in every if one.name == "xf" and one.depth == 2][-1].attributes["fontId"]
        colours = [one.attributes["rgb"] for one in every if one.name == "color"]
        pale, dark = luminance(FILLS[severity]), luminance(colours[int(used)])
        assert (pale + 0.05) / (dark + 0.05) >= 4.5
        assert (colours[int(used)] == font) or luminance(font) > 0.09


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_workbook(tmp_path_factory.mktemp("rich") / "rich.xlsx")


SHEETS = ("Data", "Noted", "Buttons", "Threads", "Other", "Nowhere", "")
FINDINGS = st.lists(
    st.builds(
        Problem,
        st.sampled_from(Severity),
        st.text(max_size=40),
        st.just("rich.xlsx"),
        st.sampled_from(SHEETS),
        st.one_of(
            st.builds(cell_name, st.integers(1, 40), st.integers(1, 16)), st.sampled_from(["", "line 3", "XFD1048576"])
        ),
        st.sampled_from(["one", "two"]),
    ),
    max_size=30,
)


@settings(max_examples=cases(15))
@given(found=FINDINGS)
def test_upd_1_whatever_is_found_the_copy_is_sound_and_the_original_comes_back(
    rich: Path, found: list[Problem]
) -> None:
    original = rich.read_bytes()
    done = annotated(original, "rich.xlsx", found)
    package = Checked.read(done.content)
    before, after = parts_of(original), package.parts
    kept = [
        name for name in before if name.startswith(("xl/slicers", "xl/charts", "xl/threaded", "xl/tables", "xl/pivot"))
    ]
    assert all(before[name] == after[name] for name in kept)
    for sheet in ("Data", "Noted", "Buttons", "Threads", "Other"):
        cells = Checked.read(original).cells(sheet)
        assert all(
            (package.cells(sheet)[name].text, package.cells(sheet)[name].formula) == (one.text, one.formula)
            for name, one in cells.items()
        )
    assert annotated(done.content, "copy.xlsx", found).content == done.content
    assert annotated(done.content, "copy.xlsx", []).content == annotated(original, "rich.xlsx", []).content


@settings(max_examples=cases(60))
@given(seed=st.integers(0, 2**32))
def test_upd_3_a_package_made_strange_is_refused_or_gives_a_sound_copy(rich: Path, seed: int) -> None:
    strange = mutated(rich.read_bytes(), random.Random(seed))
    found = [Problem(Severity.ERROR, "Is wrong.", "a.xlsx", sheet, "B3", "rule") for sheet in SHEETS]
    refused, done = "", None
    try:
        done = annotated(strange, "a.xlsx", found)
    except XlperfError as error:
        refused = str(error)
    if done is None:
        assert refused.startswith("a.xlsx: ")
        return
    assert annotated(done.content, "a.xlsx", found).content == done.content
    before, after = packed_bytes(strange), packed_bytes(done.content)
    with zipfile.ZipFile(io.BytesIO(done.content)) as package:
        contents = {name: package.read(name) for name in after if before.get(name) != after[name]}
    for name, content in contents.items():
        if name.endswith((".xml", ".rels", ".vml")):
            elements(content)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a package with bytes changed, cut out or doubled in the parts that matter, or in the zip itself."""
    if chance.random() < 0.25:
        return bent(data, chance)
    names = ("xl/worksheets/", "xl/styles", "xl/workbook", "[Content", "xl/_rels", "xl/comments", "xl/drawings/vml")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        every = parts_of(data)
        chosen = chance.sample([name for name in every if name.startswith(names)], k=chance.randint(1, 2))
        for name, content in every.items():
            if name in chosen:
                content = bent(content, chance)
            if chance.random() > 0.01:
                package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return target.getvalue()


def bent(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(content) + 1)
        length = chance.choice([1, 1, 2, 8, 40, 200])
        piece = content[place : place + length]
        new = chance.choice(
            [b"", piece * 2, bytes(chance.randrange(256) for _ in range(2)), b"9", b"<c/>", b'"', b"\xff"]
        )
        content = content[:place] + new + content[place + length :]
    return content
