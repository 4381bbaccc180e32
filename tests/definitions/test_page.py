"""What docs/catalogue.md shows is what happens."""

from __future__ import annotations

import textwrap
import tomllib
from pathlib import Path

import pytest

from tests.support.councils import council_folder
from xlperf.definitions import load
from xlperf.definitions.files import PARTS
from xlperf.definitions.indicator import Indicator
from xlperf.errors import DefinitionError

PAGE = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")


def block(starting: str) -> str:
    """Return the indented block of the page that starts with a text."""
    lines = PAGE.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("    ") and line.strip().startswith(starting))
    last = first
    while last < len(lines) and (not lines[last] or lines[last].startswith("    ")):
        last += 1
    return textwrap.dedent("\n".join(lines[first:last])).strip() + "\n"


def test_the_folder_of_the_page_does_what_the_page_says(tmp_path: Path) -> None:
    laid = load(council_folder(tmp_path, {"indicators/plan_rate.toml": block("owner =")})).named("PM04")
    assert laid.numerator is not None
    assert (laid.owner, laid.places) == ("Safeguarding performance", 1)
    assert laid.numerator.arguments == {"end_day_counts": True}


def test_the_message_of_the_page_is_the_message(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as refused:
        load(council_folder(tmp_path, {"indicators/plan_rate.toml": "place = 1"}))
    assert str(refused.value) == block("our definitions/").strip()


def test_the_pieces_of_an_indicator_on_the_page_are_taken_from_the_catalogue() -> None:
    ten_days, long, again = (load().named(code) for code in ("NI 59", "NI 64", "NI 65"))
    pieces = "\n".join(block(start) for start in ("[numerator]", "[[example]]"))
    assert tomllib.loads(block("codes = ["))["codes"][0]["from"] == ten_days.codes[0].start
    numerator = tomllib.loads(block("[numerator]"))["numerator"]
    assert long.numerator is not None
    assert numerator == {"count": long.numerator.count, "arguments": dict(long.numerator.arguments),
                         "label": long.numerator.label}  # fmt: skip
    figure = tomllib.loads(pieces)["example"][0]
    assert again.examples[1] == _indicator(example=[figure]).examples[0].model_copy(
        update={"source": again.examples[1].source}
    )


def test_the_page_names_every_folder_of_the_catalogue() -> None:
    for part in PARTS:
        assert f"| `{part}/" in PAGE


def _indicator(**keys: object) -> Indicator:
    table = {"id": "made_up", "codes": [{"code": "L1"}], "title": "Made up", "unit": "percent"}
    return Indicator.model_validate({**table, **keys})
