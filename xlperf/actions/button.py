"""What a button says of itself, once, for every host: ribbon, task pane, menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from xlperf.actions.desk import Desk

Answers = Mapping[str, str]
"""What the user answered, by the id of the question. One that was left empty is an empty text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a click: one plain sentence, and what is new. A `problem` was in the user's way, not a fault."""

    said: str
    sheets: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    problem: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """
    What a button asks before it runs. `choices` may be filled by `suggest` from what is open.

    Of a "choice" one of them is answered; of a "text" or a "period" they are suggestions, and anything may be typed,
    the first suggested period standing there at once. `suggest` never raises: what cannot be read suggests nothing.
    """

    id: str
    label: str
    kind: Literal["choice", "text", "period", "file", "folder", "yes or no"]
    choices: tuple[str, ...] = ()
    default: str = ""
    optional: bool = False
    suggest: Callable[[Desk], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """
    One button of the ribbon.

    `tip` is the bold line of its screen tip and `help` the sentences beneath. `image` names a drawing in
    `macros/images/`; `office_image` is one of Excel's own, shown where a drawing cannot be. A button that `counts`
    needs pandas for child-level returns and is greyed where they are not to be had and nothing else is open.
    """

    id: str
    label: str
    group: str
    tip: str
    help: str
    image: str
    office_image: str
    run: Callable[[Desk, Answers], Outcome]
    questions: tuple[Question, ...] = ()
    counts: bool = False
    large: bool = False
