"""An invented council that reports 200 indicators by month: its definitions and its performance workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import xlsxwriter

from benchmarks.timing import SEED
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Code, Indicator
from xlperf.definitions.load import load
from xlperf.period import Period

PERIOD = Period.month(2026, 3)
IN_A_SECTION = 20
WITH_ONE_DENOMINATOR = 4  # indicators that share a chart, as four measures of one kind of case do

COMMENTARY = (
    ("Explanation of current performance", "More cases came in than in the month before, most of them from schools. "),
    ("Current activities", "Every case that is late is looked at each week by the head of service. "),
    ("Best practice", "Two neighbouring councils that do better were visited. "),
)


def catalogue_of(number: int) -> Catalogue:
    """Return a catalogue of so many indicators, percentages all, like NI 65 in everything but name."""
    built_in = load()
    model = built_in.named("NI 65", PERIOD.last_day)
    return replace(built_in, indicators={one.id: one for one in (_indicator(model, place) for place in range(number))})


def _indicator(model: Indicator, place: int) -> Indicator:
    assert model.denominator is not None
    label = f"Cases of group {place // WITH_ONE_DENOMINATOR + 1}"
    return model.model_copy(
        update={
            "id": f"measure_{place + 1}",
            "codes": (Code(code=_code(place)),),
            "title": f"Cases in which step {place + 1} was taken on time, as a share of all cases of the month",
            "short_title": f"Step {place + 1} on time",
            "section": f"Section {place // IN_A_SECTION + 1}",
            "related": (),
            "denominator": model.denominator.model_copy(update={"label": label}),
        }
    )


def _code(place: int) -> str:
    return f"LP {place + 1:03d}"


def write_performance_workbook(path: Path, number: int, months: int) -> None:
    """Write the council's performance workbook: numerators and denominators by month, targets, commentary."""
    random = Random(SEED)
    with xlsxwriter.Workbook(str(path)) as book:
        about = book.add_worksheet("About")
        for row, pair in enumerate([("Item", "Text"), ("Authority", "Wrenmouth"), ("Title", "Monthly indicators")]):
            about.write_row(row, 0, pair)
        figures = book.add_worksheet("Figures")
        figures.write_row(0, 0, ["Code", "Part", *(str(month) for month in PERIOD.latest(months))])
        for place in range(number):
            denominators = [random.randrange(40, 400) for _ in range(months)]
            numerators = [random.randrange(part // 2, part + 1) for part in denominators]
            figures.write_row(2 * place + 1, 0, [_code(place), "numerator", *numerators])
            figures.write_row(2 * place + 2, 0, [_code(place), "denominator", *denominators])
        targets, words = book.add_worksheet("Targets"), book.add_worksheet("Commentary")
        targets.write_row(0, 0, ["Code", "Period", "Target"])
        words.write_row(0, 0, ["Code", "Period", "Part", "Text"])
        for place in range(number):
            targets.write_row(place + 1, 0, [_code(place), "2025/26", f"{random.randrange(60, 90)}%"])
            for offset, (part, text) in enumerate(COMMENTARY):
                words.write_row(3 * place + offset + 1, 0, [_code(place), str(PERIOD), part, text * 3])
