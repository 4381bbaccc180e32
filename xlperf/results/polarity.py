"""Polarity: which way is good. Low, high, neither, or within a range.

Polarity is a local decision: the Department for Education gives the rate of child protection plans none, Derby's
target for it is low.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from xlperf.errors import RequestError, did_you_mean

Direction = Literal["low", "high", "neutral", "range"]

_WORDS: dict[str, Direction] = {
    "low": "low",
    "lower": "low",
    "low is good": "low",
    "lower is better": "low",
    "high": "high",
    "higher": "high",
    "high is good": "high",
    "higher is better": "high",
    "neutral": "neutral",
    "none": "neutral",
    "-": "neutral",
}
_NUMBER = r"([+-]?\d+(?:\.\d+)?)\s*%?"
_RANGE = re.compile(rf"{_NUMBER}\s*(?:to|-)\s*{_NUMBER}")


class UnknownPolarity(RequestError):
    """A text that is no polarity; the message shows the forms there are."""

    def __init__(self, text: str) -> None:
        """Say what was found and what is expected."""
        near = did_you_mean(text, ("low", "high", "neutral"))
        super().__init__(
            f'"{text}" is not a polarity.{near} Write low, high, neutral, or the range that is good, such as 10 to 15.'
        )


@dataclass(frozen=True, slots=True)
class Polarity:
    """
    Which way is good. A range has two edges, both of them good, in the unit of the values (a percentage: fractions).

    The range takes the place of the target: what lies inside meets it, what lies outside is judged from the edge it
    has passed.
    """

    direction: Direction
    lower: float | None = None
    upper: float | None = None

    def __post_init__(self) -> None:
        """Refuse a range without edges, and edges without a range."""
        if self.direction != "range":
            if self.lower is not None or self.upper is not None:
                raise ValueError(f"polarity {self.direction} has no edges")
        elif self.lower is None or self.upper is None or self.lower > self.upper:
            raise ValueError("a range has a lower edge and an upper one, the lower first")

    @classmethod
    def parse(cls, text: str, unit: str = "") -> Polarity:
        """
        Return the polarity written as `text`; raise `UnknownPolarity` when it is none.

        Edges are as people write them. With a `unit` of "percent" they are 0–100 and become fractions, as they do
        whenever a % sign stands behind them.
        """
        plain = " ".join(text.replace("–", "-").replace("−", "-").casefold().split())
        if direction := _WORDS.get(plain):
            return cls(direction)
        found = _RANGE.fullmatch(plain)
        if not found or float(found[1]) > float(found[2]):
            raise UnknownPolarity(text)
        per = 100 if unit == "percent" or "%" in plain else 1
        return cls("range", float(found[1]) / per, float(found[2]) / per)

    def written(self, unit: str = "") -> str:
        """Return the written form, which `parse` with the same unit reads back."""
        if self.direction != "range":
            return self.direction
        per = 100 if unit == "percent" else 1
        return " to ".join(f"{edge * per:.12g}" for edge in self.edges)

    def __str__(self) -> str:
        """Return the written form: ``low``, ``10 to 15``."""
        return self.written()

    @property
    def edges(self) -> tuple[float, float]:
        """The lower and the upper edge of a range."""
        if self.lower is None or self.upper is None:
            raise ValueError(f"polarity {self.direction} has no edges")
        return self.lower, self.upper


LOW = Polarity("low")
HIGH = Polarity("high")
NEUTRAL = Polarity("neutral")
