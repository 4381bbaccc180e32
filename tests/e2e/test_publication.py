"""Reports for publication, attacked by somebody who has the whole package and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.attacker import (
    HIDDEN,
    MONTHS,
    Printed,
    breakdowns_in,
    figures_in,
    possible,
    recovered,
    recovered_categories,
    spot_of,
    sums_of,
)
from tests.support.commands import SAMPLES, run
from tests.support.libreoffice import recalculated_all
from tests.support.packages import Package
from tests.support.performance import FIGURES, performance_workbook
from tests.support.publication import FLOWS, figures_by_chance, inputs_of, made_up_returns, published_report
from xlperf.workbook.publishable.check import publishable_findings

RETURN_FLOWS = ("NI 64", "NI 65", "NI 59", "NI 60", "NI 61", "NI 68")
SEEDS = (1, 2, 3, 4)


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_returns(tmp_path_factory.mktemp("returns"))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_withheld_number_can_be_worked_out_of_a_report(seed: int, tmp_path: Path) -> None:
    inputs = inputs_of(figures_by_chance(tmp_path / "year.xlsx", seed))
    package = published_report(tmp_path / "report.xlsx", inputs, "2025-12")
    assert any(row.withheld for row in figures_in(package) if row.code in FLOWS)
    assert recovered(package, FLOWS) == {}
    assert recovered_categories(package) == {}


def test_without_the_numbers_that_protect_them_small_ones_are_worked_out(tmp_path: Path) -> None:
    figures, categories = 0, 0
    for seed in SEEDS:
        inputs = inputs_of(figures_by_chance(tmp_path / f"{seed}.xlsx", seed))
        package = published_report(tmp_path / f"report {seed}.xlsx", inputs, "2025-12", protected=False)
        figures += len(recovered(package, FLOWS))
        categories += len(recovered_categories(package))
    assert figures >= 5
    assert categories >= 1


def test_reports_from_child_level_returns_give_nothing_away(returns: Path, tmp_path: Path) -> None:
    inputs = inputs_of(returns)
    package = published_report(tmp_path / "safe.xlsx", inputs, "2026-03", area="Northbrook")
    assert sum(row.withheld for row in figures_in(package)) >= 10
    assert sum(number is None for table in breakdowns_in(package).values() for number in table.values()) >= 10
    assert recovered(package, RETURN_FLOWS) == {}
    assert recovered_categories(package) == {}
    open_one = published_report(tmp_path / "open.xlsx", inputs, "2026-03", area="Northbrook", protected=False)
    assert recovered(open_one, RETURN_FLOWS) or recovered_categories(open_one)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reports_of_a_year_together_give_nothing_away(seed: int, tmp_path: Path) -> None:
    known: dict[tuple[str, str], Printed] = {}
    for months, period in ((6, "2025-09"), (8, "2025-11"), (9, "2025-12"), (9, "2025/26 Q3")):
        inputs = inputs_of(figures_by_chance(tmp_path / f"{months}.xlsx", seed, months))
        package = published_report(tmp_path / f"{months} report.xlsx", inputs, period)
        for row in figures_in(package):
            before = known.get((row.code, row.period))
            # What was withheld once stays so, whatever is known since.
            assert before is None or before.withheld == row.withheld, (before, row)
            known[row.code, row.period] = row
    spots = [(spot, row) for row in known.values() if row.code in FLOWS and (spot := spot_of(row.code, row.period))]
    counted = [(spot, row.numerator) for spot, row in spots if row.numerator is not None or row.withheld]
    by_year = sums_of(counted)
    for (what, year, first, last), number in counted:
        if number is None:
            low, high = possible(by_year[what, year], frozenset(MONTHS[first:last]))
            assert low < high


def test_a_withheld_number_stands_in_no_part_of_the_package(tmp_path: Path) -> None:
    rows = [FIGURES]
    wholes = (1213, 1217, 1223, 1229, 1231, 1237, 1249, 1259, 1277)
    numerators = (307, 311, 3, 313, 317, 331, 337, 347, 349)
    months = ("2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12")
    for month, above, whole in zip(months, numerators, wholes, strict=True):
        rows.append(("NI 65", "", month, "actual", above, whole, None, ""))
    source = performance_workbook(
        tmp_path / "year.xlsx", {"About": [("Item", "Value"), ("Authority", "Northbrook")], "Figures": rows}
    )
    inputs = inputs_of(source)
    for plan in ("monthly", "surgery", "minutes", "board"):
        package = published_report(tmp_path / f"{plan}.xlsx", inputs, "2025/26 Q3", plan=plan)
        shown = {row.period: row for row in figures_in(package)}
        withheld = {period for period, row in shown.items() if row.withheld}
        assert withheld
        to_june = sum(numerators[:3])  # 621: with April and May it gives June
        texts = [
            f"{3 / 1223!r}"[:9],
            f"{to_june / sum(wholes[:3])!r}"[:9],
            f"{to_june / sum(wholes[:3]) * 100:.2f}%",
            f"{numerators[2]} of 1,223",
        ]
        everything = {name: content.decode("utf-8", "replace") for name, content in package.parts.items()}
        for name, content in everything.items():
            assert not [text for text in texts if text in content], (plan, name)
            assert not re.search(rf"(?<![\w.]){to_june}(?![\w.])", content), (plan, name)


def test_charts_and_their_words_have_gaps_where_a_month_is_withheld(tmp_path: Path) -> None:
    inputs = inputs_of(figures_by_chance(tmp_path / "year.xlsx", 2))
    package = published_report(tmp_path / "report.xlsx", inputs, "2025-12")
    months = {row.period for row in figures_in(package) if row.code == "NI 64" and row.withheld}
    words = " ".join(package.text(name) for name in package.named("xl/drawings/"))
    sentence = next(text for text in words.split("descr=") if "lasting 2 years" in text)
    assert re.search(r"[\d.]+% in \w{3} \d{4}", sentence)
    assert months
    for month in months:
        assert f"% in {month}" not in sentence
        assert f"% ({month})" not in sentence
    for name in package.named("xl/charts/"):
        assert HIDDEN not in package.text(name)


def test_no_formula_makes_a_number_out_of_withheld_ones(tmp_path: Path, soffice: Path) -> None:
    inputs = inputs_of(figures_by_chance(tmp_path / "year.xlsx", 3))
    plans = ("monthly", "surgery", "minutes", "board")
    made = {plan: published_report(tmp_path / f"{plan}.xlsx", inputs, "2025/26 Q3", plan=plan) for plan in plans}
    copies = recalculated_all([tmp_path / f"{plan}.xlsx" for plan in plans], tmp_path / "again")
    for stored, copy in zip(made.values(), copies, strict=True):
        _same_everywhere(stored, Package.read(copy))


def _same_everywhere(stored: Package, again: Package) -> None:
    for sheet in stored.sheet_names:
        after = again.cells(sheet)
        for name, cell in stored.cells(sheet).items():
            if cell.formula is None:
                continue
            if cell.type == "str" or not cell.text:
                assert after[name].text == cell.text, (sheet, name, cell.formula)
            else:
                assert float(after[name].text) == pytest.approx(float(cell.text), rel=1e-9), (sheet, name, cell.formula)


@pytest.mark.parametrize("plan", ["monthly", "surgery", "minutes", "board"])
def test_a_report_for_publication_passes_the_check_and_an_ordinary_one_does_not(plan: str, tmp_path: Path) -> None:
    source = figures_by_chance(tmp_path / "year.xlsx", 3)
    ordinary, ready = tmp_path / "ordinary.xlsx", tmp_path / "ready.xlsx"
    words = ("report", plan, source, "--period", "2025/26 Q3", "--dated", "2026-01-20")
    assert run(*words, "--out", ordinary).code in (0, 1)
    assert run(*words, "--publish", "--out", ready).code in (0, 1)
    assert run("publishable", ready).code == 0
    if plan in ("minutes", "board"):  # whose quarters and years are not small here
        return
    checked = run("publishable", ordinary, "--json")
    assert checked.code == 1
    assert {"small number"} == {one["kind"] for one in checked.document["findings"]}
    assert all(one["cell"] for one in checked.document["findings"])


def test_the_cover_and_the_key_say_what_is_withheld(tmp_path: Path) -> None:
    inputs = inputs_of(figures_by_chance(tmp_path / "year.xlsx", 3))
    package = published_report(tmp_path / "report.xlsx", inputs, "2025-12")
    for sheet in ("Cover", "Key", "Notes"):
        said = [
            cell.text
            for cell in package.cells(sheet).values()
            if cell.text.startswith("For publication: numbers from 1 to 5")
        ]
        assert said, sheet
        assert re.search(r"\d+ figures? with such a number, and \d+ further ones?", said[0]), said


def test_another_limit_withholds_more(tmp_path: Path) -> None:
    inputs = inputs_of(figures_by_chance(tmp_path / "year.xlsx", 3))
    usual = published_report(tmp_path / "5.xlsx", inputs, "2025-12")
    more = published_report(tmp_path / "9.xlsx", inputs, "2025-12", limit=9)
    assert recovered(more, FLOWS) == {}
    counts = [sum(row.withheld for row in figures_in(one)) for one in (usual, more)]
    assert counts[0] < counts[1]
    assert HIDDEN in {cell.text for cell in more.cells("Figures").values()}


def test_records_are_refused_and_texts_that_tell_are_warned_of(tmp_path: Path) -> None:
    haringey = SAMPLES / "haringey_performance.xlsx"
    words = ("report", "monthly", haringey, "--period", "2010-01", "--out", tmp_path / "r.xlsx", "--publish")
    assert run(*words, "--records").code == 2
    assert not (tmp_path / "r.xlsx").exists()
    told = run(*words)
    assert told.code == 1
    assert 'haringey_performance.xlsx, Commentary, cell A7: The commentary of NI 61 says "5"' in told.err
    assert run(*words[:-1], "--small-number", "9").code == 2
    assert not publishable_findings(tmp_path / "r.xlsx")
