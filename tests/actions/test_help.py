"""Help: every button and function, from their own words."""

from __future__ import annotations

from tests.support.desk import SAMPLES, MemoryDesk, clicked, texts_of
from xlperf.actions.buttons import BUTTONS
from xlperf.actions.help import NAME, formula_text
from xlperf.functions import CARDS
from xlperf.functions.card import Example


def test_help_is_a_new_workbook_also_when_nothing_is_open() -> None:
    desk = MemoryDesk()
    outcome = clicked("help", desk)
    assert outcome.files == (NAME,)
    assert [sheet.name for sheet in desk.layouts[NAME].sheets] == ["Buttons", "Functions"]


def test_what_is_open_is_not_touched() -> None:
    desk = MemoryDesk.over(SAMPLES / "derby_performance.xlsx")
    clicked("help", desk)
    assert desk.book is not None
    assert not desk.book.added


def test_every_button_and_every_function_is_explained() -> None:
    desk = MemoryDesk()
    clicked("help", desk)
    buttons, functions = desk.layouts[NAME].sheets
    assert {one.label for one in BUTTONS} <= set(texts_of(buttons))
    assert {card.name for card in CARDS} <= set(texts_of(functions))
    said = "\n".join(texts_of(functions))
    assert all(argument.help in said for card in CARDS for argument in card.arguments)


def test_an_example_is_written_as_it_is_typed_into_a_cell() -> None:
    card = next(card for card in CARDS if card.name == "PERF_BRAG")
    example = Example(([[56.2], [52.88]], None, 'lo"w'), "Red")
    assert formula_text(card, example) == '=PERF_BRAG({56.2;52.88},,"lo""w")'
