"""A workbook is frozen: PERF_ formulas become values, and nothing else changes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.support.libreoffice import recalculated
from xlperf.errors import RequestError
from xlperf.functions import CARDS
from xlperf.hosts.cli import commands
from xlperf.journey.freeze import Frozen, freeze
from xlperf.workbook.read import read_book

CHAIN = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</calcChain>'


def written(path: Path, formulas: dict[str, tuple[str, object]], cells: dict[str, object] | None = None) -> Path:
    """Return a workbook with formulas and their stored results, and a plain formula that stays, in A20."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Plans")
        bold = book.add_format({"bold": True})
        for cell, value in ({"A1": 286, "B1": 50890, "C1": 51} | (cells or {})).items():
            sheet.write(cell, value)
        for cell, (formula, value) in formulas.items():
            sheet.write_formula(cell, f"={formula}", bold, value)
        sheet.write_formula("A20", "=A1+B1", None, 51176)
        book.add_worksheet("Other").write("A1", "untouched")
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def values(path: Path) -> dict[str, object]:
    grid = read_book(path).grids[0]
    return {grid.address(r, c): v for r, row in grid.numbered_rows() for c, v in enumerate(row, grid.first_column)}


def frozen(tmp_path: Path, formulas: dict[str, tuple[str, object]], **more: bool) -> tuple[Frozen, Path]:
    out = tmp_path / "frozen.xlsx"
    return freeze(written(tmp_path / "plans.xlsx", formulas), out, **more), out


def test_each_spelling_becomes_the_stored_value_and_keeps_its_style(tmp_path: Path) -> None:
    spellings = ["PERF_RATE", "xlperf.xlam!PERF_RATE", "'C:\\x\\xlperf.xlam'!PERF_RATE", "_xlfn.PERF_RATE"]
    spellings += ["XLPERF.PERF_RATE", "_xldudf_XLPERF_PERF_RATE", "ORG.XLPERF.CALC.FUNCTIONS.PERFRATE"]
    formulas = {f"D{n}": (f"{name}(A1,B1)", 56.25 + n) for n, name in enumerate(spellings, 1)}
    done, out = frozen(tmp_path, formulas)
    assert [one.cell for one in done.cells] == list(formulas)
    assert {cell: values(out)[cell] for cell in formulas} == {cell: value for cell, (_, value) in formulas.items()}
    sheet = load_workbook(out)["Plans"]
    assert {sheet[cell].data_type for cell in formulas} == {"n"}
    assert all(sheet[cell].font.bold for cell in formulas)
    assert sheet["A20"].value == "=A1+B1"


def test_every_other_part_is_the_same_to_the_byte(tmp_path: Path) -> None:
    _, out = frozen(tmp_path, {"D1": ("PERF_RATE(A1,B1)", 56.2)})
    before, after = parts(tmp_path / "plans.xlsx"), parts(out)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    assert after["xl/worksheets/sheet1.xml"] == before["xl/worksheets/sheet1.xml"].replace(
        b"<f>PERF_RATE(A1,B1)</f>", b""
    )


def test_every_card_is_known_by_its_name(tmp_path: Path) -> None:
    formulas = {f"D{n}": (f"{card.name}(A1)", n) for n, card in enumerate(CARDS, 1)}
    done, _ = frozen(tmp_path, formulas)
    assert len(done.cells) == len(CARDS)


def test_a_call_inside_another_formula_takes_the_whole_with_it_and_is_said(tmp_path: Path) -> None:
    done, out = frozen(tmp_path, {"D1": ('IF(PERF_BRAG(A1,C1,"low")="Red",1,0)', 1)})
    assert done.cells[0].inside
    assert values(out)["D1"] == 1.0


def test_texts_errors_and_truths_stay_what_they_are(tmp_path: Path) -> None:
    stored = {"D1": ("PERF_BRAG(A1)", "Red"), "D2": ("PERF_RATE(A1)", "#DIV/0!"), "D3": ("PERF_RATE(A1)=1", True)}
    _, out = frozen(tmp_path, stored)
    found = values(out)
    assert (found["D1"], str(found["D2"]), found["D3"]) == ("Red", "#DIV/0!", True)


def test_array_formulas_leave_the_values_of_all_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "arrays.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_array_formula("B1:B2", '{=PERF_BRAG(A1:A2,51,"low")}', None, "Red")
        sheet.write_string("B2", "Green")
        sheet.write_dynamic_array_formula("C1:C2", '=PERF_BRAG(A1:A2,51,"low")', None, "Blue")
        sheet.write_string("C2", "Amber")
    freeze(path, tmp_path / "out.xlsx")
    assert values(tmp_path / "out.xlsx") == {"B1": "Red", "B2": "Green", "C1": "Blue", "C2": "Amber"}
    assert b"cm=" not in parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"]


def with_part(path: Path, changes: dict[str, bytes]) -> Path:
    """Return a workbook whose parts are changed or added."""
    content = parts(path) | changes
    with zipfile.ZipFile(path, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    return path


def test_shared_formulas_are_each_frozen(tmp_path: Path) -> None:
    path = written(tmp_path / "shared.xlsx", {"D1": ("X", 1), "D2": ("Y", 2)})
    sheet = parts(path)["xl/worksheets/sheet1.xml"]
    shared = sheet.replace(b"<f>X</f>", b'<f t="shared" ref="D1:D2" si="0">PERF_RATE(A1,B1)</f>')
    with_part(path, {"xl/worksheets/sheet1.xml": shared.replace(b"<f>Y</f>", b'<f t="shared" si="0"/>')})
    done = freeze(path, tmp_path / "out.xlsx")
    assert [one.cell for one in done.cells] == ["D1", "D2"]
    made = parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"]
    assert made == sheet.replace(b"<f>X</f>", b"").replace(b"<f>Y</f>", b"")


@pytest.mark.parametrize("plain_formula_stays", [True, False])
def test_excels_list_of_formulas_names_none_that_is_gone(tmp_path: Path, plain_formula_stays: bool) -> None:
    path = written(tmp_path / "chain.xlsx", {"D1": ("PERF_RATE(A1,B1)", 56.2)})
    before = parts(path)
    entries = '<c r="D1" i="1"/>' + ('<c r="A20"/>' if plain_formula_stays else "")
    override = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x.calcChain+xml"/></Types>'
    link = b'<Relationship Id="rId99" Type="http://x/relationships/calcChain" Target="calcChain.xml"/></Relationships>'
    types, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    changes = {
        "xl/calcChain.xml": CHAIN.format(entries).encode(),
        types: before[types].replace(b"</Types>", override),
        rels: before[rels].replace(b"</Relationships>", link),
    }
    freeze(with_part(path, changes), tmp_path / "out.xlsx")
    after = parts(tmp_path / "out.xlsx")
    if plain_formula_stays:
        assert after["xl/calcChain.xml"] == CHAIN.format('<c r="A20" i="1"/>').encode()
        assert after[types] == changes[types]
    else:
        assert "xl/calcChain.xml" not in after
        assert (after[types], after[rels]) == (before[types], before[rels])
    load_workbook(tmp_path / "out.xlsx")


def without_results(path: Path) -> Path:
    """Take the stored results of PERF_ formulas out of a workbook, as programs do that only write formulas."""
    part = parts(path)["xl/worksheets/sheet1.xml"]
    return with_part(path, {"xl/worksheets/sheet1.xml": part.replace(b"</f><v>0</v>", b"</f>")})


def test_what_is_not_stored_is_worked_out_from_constants_and_stored_cells(tmp_path: Path) -> None:
    formulas: dict[str, tuple[str, object]] = {
        "D1": ("PERF_RATE(A1,$B$1)", 0),
        "D2": ('PERF_BRAG(56.2,C1,"low")', 0),
        "D3": ("PERF_PERCENT(5,0)", 0),
        "D4": ('PERF_INDICATOR("NI 65","unit")', 0),
        "D5": ("PERF_RATE(Other!B9,B1)", 0),
    }
    path = without_results(written(tmp_path / "fresh.xlsx", formulas))
    done = freeze(path, tmp_path / "out.xlsx")
    assert {one.became for one in done.cells} == {"computed value"}
    found = values(tmp_path / "out.xlsx")
    assert found["D1"] == pytest.approx(56.19964629593241)
    assert [str(found[cell]) for cell in ("D2", "D3", "D4", "D5")] == ["Red", "#DIV/0!", "percent", "x"]


def test_an_unknown_function_is_no_stored_value(tmp_path: Path) -> None:
    done, out = frozen(tmp_path, {"D1": ("PERF_RATE(A1,B1)", "#NAME?")})
    assert done.cells[0].became == "computed value"
    assert values(out)["D1"] == pytest.approx(56.19964629593241)


@pytest.mark.parametrize(
    "formula",
    ["PERF_RATE(SUM(A1:A2),B1)", "1+PERF_RATE(A1,B1)", "PERF_RATE(A1:A2,B1)", "PERF_RATE(A20,D9)", "PERF_NEW(A1)"],
)
def test_what_cannot_be_known_is_refused_by_name_and_nothing_is_written(tmp_path: Path, formula: str) -> None:
    path = without_results(written(tmp_path / "fresh.xlsx", {"D7": (formula, 0), "D9": ("PERF_RATE(A1,B1)+0", 0)}))
    with pytest.raises(RequestError, match="Plans, cell D7"):
        freeze(path, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_what_is_left_outside_cells_is_said(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Plans")
        sheet.conditional_format("A1", {"type": "formula", "criteria": '=PERF_BRAG(A1,1,"low")="Red"'})
        book.define_name("Ours", "=PERF_RATE(1,2)")
    assert [line.partition(" uses")[0] for line in freeze(path, tmp_path / "out.xlsx").left] == [
        "the workbook: a defined name",
        "the sheet Plans: conditional formatting",
    ]


NATIVE: dict[str, tuple[str, object]] = {
    "D1": ("PERF_RATE(A1,B1)", 56.19964629593241),
    "D2": ("PERF_RATE(A1,B1,1000)", 5.619964629593241),
    "D3": ("PERF_PERCENT(A1,B1)", 286 / 50890),
    "D4": ('PERF_ADRIFT(A1,C1,"low")', 4.607843137254902),
    "D5": ('PERF_BRAG(A1,C1,"low")', "Red"),
    "D6": ('PERF_BRAG(C1,A1,"high")', "Red"),
    "D7": ('PERF_STATUS(A1,C1,"low",300)', "Warning"),
    "D8": ('PERF_TREND(A1,C1,"low",0)', "Getting worse"),
    "D9": ('PERF_TO_TARGET(A1,B1,C1,"low",10000)', -27),
    "D10": ("PERF_YTD(A1:A1,B1:B1)", 286 / 50890),
}


def test_native_formulas_give_what_the_functions_gave(tmp_path: Path, soffice: str) -> None:
    done, out = frozen(tmp_path, NATIVE, native=True)
    assert {one.became for one in done.cells} == {"native formula"}
    assert b"PERF" not in parts(out)["xl/worksheets/sheet1.xml"]
    again = values(recalculated(out, tmp_path / "again"))
    for cell, (_, value) in NATIVE.items():
        assert again[cell] == (pytest.approx(value) if not isinstance(value, str) else value), cell


def test_a_native_formula_is_written_only_where_it_must_agree(tmp_path: Path) -> None:
    formulas: dict[str, tuple[str, object]] = {
        "D1": ("PERF_RATE(A1,B1)", 57),  # not what the cells give today
        "D2": ("PERF_RATE(A1,Z1)", "x"),  # a blank
        "D3": ('PERF_BRAG(A1:A2,C1,"low")', "Red"),
        "D4": ("PERF_SHOWN(A1)", "286.0"),
    }
    done, _ = frozen(tmp_path, formulas, native=True)
    assert [one.became for one in done.cells] == ["stored value"] * 4


def test_the_command_says_what_was_done_for_each_sheet(tmp_path: Path) -> None:
    path = written(tmp_path / "plans.xlsx", {"D1": ("PERF_RATE(A1,B1)", 56.2), "D2": ("1+PERF_RATE(A1,B1)", 57.2)})
    out = tmp_path / "out.xlsx"
    run = CliRunner().invoke(commands, ["freeze", str(path), "--out", str(out)])
    assert run.exit_code == 0
    assert (
        "Plans: 2 formulas: 2 made its stored value; the whole formula of D2, of which PERF_ was a part." in run.output
    )
    again = CliRunner().invoke(commands, ["freeze", str(path), "--out", str(tmp_path / "second.xlsx"), "--json"])
    assert [one["inside_another_formula"] for one in json.loads(again.output)["cells"]] == [False, True]


def test_a_copy_keeps_its_kind_of_file_and_is_never_the_original(tmp_path: Path) -> None:
    path = written(tmp_path / "plans.xlsx", {})
    with pytest.raises(RequestError, match=r"out\.xlsx"):
        freeze(path, tmp_path / "out.xlsm")
    with pytest.raises(RequestError, match="never saved over"):
        freeze(path, path)
    assert freeze(path, tmp_path / "out.xlsx").cells == ()
