"""Rating schemes as TOML files: the words, symbols and tolerances by which a value is judged against its target."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from xlperf.definitions.model import Definition, as_fraction
from xlperf.results.rating import STATES, Grade, Scheme


class GradeFile(Definition):
    """One grade: the rating as it stands in data, the word and symbol a reader sees, and its role in the theme."""

    rating: str = Field(min_length=1)
    word: str = Field(min_length=1)
    symbol: str = Field(min_length=1)
    role: str = Field(min_length=1)
    meaning: str = Field(min_length=1)

    def grade(self) -> Grade:
        """Return the grade as `results` uses it."""
        return Grade(rating=self.rating, word=self.word, symbol=self.symbol, role=self.role, meaning=self.meaning)


class SchemeFile(Definition):
    """
    A scheme. `tolerance` and `ahead` are written in per cent (5 means 5%), and are fractions in the `Scheme`.

    `best` is the grade of a target bettered by `ahead` or more; the two come together or not at all.
    """

    id: str
    title: str = Field(min_length=1)
    gap: Literal["relative", "points"]
    tolerance: float = Field(default=5, ge=0)
    ahead: float | None = Field(default=None, ge=0)
    uses_red_limit: bool = False
    rated_as_shown: bool = False
    best: GradeFile | None = None
    met: GradeFile
    near: GradeFile
    missed: GradeFile

    def scheme(self) -> Scheme:
        """Return the scheme as `results` uses it; its name is the file's stem."""
        return Scheme(
            name=self.id,
            title=self.title,
            gap=self.gap,
            tolerance=as_fraction(self.tolerance),
            ahead=None if self.ahead is None else as_fraction(self.ahead),
            uses_red_limit=self.uses_red_limit,
            best=self.best.grade() if self.best else None,
            met=self.met.grade(),
            near=self.near.grade(),
            missed=self.missed.grade(),
            rated_as_shown=self.rated_as_shown,
        )

    @model_validator(mode="after")
    def _best_needs_ahead(self) -> Self:
        if (self.best is None) != (self.ahead is None):
            raise ValueError('the grade "best" and the number "ahead" come together; add the one that lacks')
        return self

    @model_validator(mode="after")
    def _ratings_can_be_told_apart(self) -> Self:
        ratings = [grade.rating for grade in (self.best, self.met, self.near, self.missed) if grade]
        for rating in ratings:
            if rating != rating.lower():
                raise ValueError(f'the rating "{rating}" is written in lower case in data; write "{rating.lower()}"')
            if ratings.count(rating) > 1:
                raise ValueError(f'two grades have the rating "{rating}"; give each its own')
            if rating in STATES:
                raise ValueError(f'"{rating}" says that nothing is rated; give the grade another rating')
        return self
