"""Reports that xlperf made, told from the workbooks that it makes for people to fill in."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.support.libreoffice import converted
from tests.support.reports import DEMO_NAMES, SAMPLES, Built, demo_reports
from xlperf.definitions.load import load
from xlperf.folders import bundled
from xlperf.report.blocks.evidence import HEADINGS
from xlperf.returns.recognise import HEADINGS_OF_A_REPORT, REPORT, is_report, recognise
from xlperf.sheets.grid import Book, FileProperties, Grid
from xlperf.workbook.read import read_book


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    return demo_reports(tmp_path_factory.mktemp("reports"))


def test_the_headings_by_which_a_report_is_known_are_those_that_reports_have() -> None:
    assert set(HEADINGS_OF_A_REPORT) <= set(HEADINGS)


@pytest.mark.parametrize("name", DEMO_NAMES)
def test_every_report_is_known_with_its_title_and_period(reports: dict[str, Built], name: str) -> None:
    built = reports[name]
    book = read_book(built.path)
    assert recognise(book, load()) == REPORT
    assert book.properties == FileProperties(
        True, f"{built.content.authority}: {built.content.title}", built.content.period.heading
    )


@pytest.mark.parametrize(
    "path",
    sorted([*SAMPLES.glob("*.xlsx"), *(bundled("workbooks") / "templates").glob("*.xlsx")]),
    ids=lambda p: p.name,
)
def test_what_xlperf_writes_for_people_to_fill_in_is_no_report(path: Path) -> None:
    assert not is_report(read_book(path))


def test_a_report_that_somebody_saved_is_one_still(reports: dict[str, Built], tmp_path: Path) -> None:
    made, changed = reports[DEMO_NAMES[0]].path, tmp_path / "saved.xlsx"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(b"<dc:title>[^<]*<", b"<dc:title>A &amp; B:\n Monitoring &lt;report&gt;<", content)
            new.writestr(name, content)
    saved = read_book(changed)
    assert is_report(saved)
    assert saved.properties is not None
    assert saved.properties.title == "A & B: Monitoring <report>"


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize("form", ["xlsx:Calc MS Excel 2007 XML", "ods", "xls:MS Excel 97"])
def test_a_report_saved_by_libreoffice_is_one_in_any_format(
    reports: dict[str, Built], tmp_path: Path, form: str
) -> None:
    (saved,) = converted([reports[DEMO_NAMES[0]].path], tmp_path, form, seconds=120)
    assert is_report(read_book(saved))


def test_a_workbook_of_somebodys_own_with_such_headings_is_no_report() -> None:
    sheet = Grid("Figures", [[*HEADINGS_OF_A_REPORT], ["NI 60", "", "2010-01", 1.0, 2.0, 0.5, 0.1, 0.9, "by hand"]])
    theirs, ours = (Book("figures.xlsx", "xlsx", (sheet,), (), FileProperties(known)) for known in (False, True))
    assert not is_report(theirs)
    assert recognise(theirs, load()) == "performance"
    assert recognise(ours, load()) == REPORT
