"""A status cell as it is printed: its colour is that of its status, and another one after another target is typed."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.support.libreoffice import all_to_pdf
from tests.support.performance import FIGURES, TARGETS, performance_workbook
from tests.support.reports import SeenReport, build, edited, target_cell
from xlperf.sheets.theme import Theme


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, soffice: str) -> dict[str, tuple[Counter[str], Theme]]:
    """How often each colour is seen on the page of the indicators, as the report is written and with another target."""
    if not (shutil.which("pdftotext") and shutil.which("pdftoppm")):
        pytest.skip("the programs pdftotext and pdftoppm are not installed; install the package poppler-utils")
    folder = tmp_path_factory.mktemp("printed")
    source = performance_workbook(
        folder / "one.xlsx",
        {
            "Measures": [("Code", "Unit", "Polarity", "Scheme"), ("NI 65", "percent", "low", "brag")],
            "Figures": [FIGURES, ("NI 65", None, "2009/10 to 2010-01", None, 33, 246, None, None)],
            "Targets": [TARGETS, ("NI 65", None, "2009/10", "10%")],
            "Commentary": [("Code", "Text"), ("NI 65", "Remarkablewordonlyhere")],
        },
    )
    built = build(folder / "red.xlsx", [source], "2010-01")
    cell = target_cell(SeenReport(built.path).by_code("Indicators")["NI 65"])
    better = edited(built.path, folder / "blue.xlsx", {"Indicators": {cell: 0.2}})
    pdfs = all_to_pdf([built.path, better], folder / "pdf")
    return {pdf.stem: (colours_of_page(pdf, "Remarkablewordonlyhere"), built.theme) for pdf in pdfs}


def colours_of_page(pdf: Path, word: str) -> Counter[str]:
    """Return how many dots of each colour the first page with a word has."""
    for page in range(1, 20):
        only = ["-f", str(page), "-l", str(page), str(pdf)]
        if word in subprocess.run(["pdftotext", *only, "-"], capture_output=True, check=True).stdout.decode():
            picture = subprocess.run(["pdftoppm", "-r", "60", *only], capture_output=True, check=True).stdout
            _, _, _, dots = picture.split(b"\n", 3)  # P6, width and height, 255
            return Counter(f"#{dots[at : at + 3].hex()}" for at in range(0, len(dots), 3))
    raise AssertionError(f"no page of {pdf.name} has the word {word}")


def test_the_status_cell_on_paper_has_the_colour_of_its_status(printed):
    seen, theme = printed["red"]
    assert seen[theme.style("rating_red").fill] > 100
    assert seen[theme.style("rating_blue").fill] == 0


def test_with_another_target_the_status_cell_on_paper_changes_its_colour(printed):
    seen, theme = printed["blue"]
    assert seen[theme.style("rating_blue").fill] > 100
    assert seen[theme.style("rating_red").fill] == 0
