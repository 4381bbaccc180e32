"""An indicator as a TOML file of the catalogue defines it: what is measured, from what, and how it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, Self

from pydantic import Field, InstanceOf, ValidationInfo, field_validator, model_validator

from xlperf.definitions.describe import described
from xlperf.definitions.examples import Example, ExampleFigure, written_period
from xlperf.definitions.model import Definition, as_fraction
from xlperf.errors import RequestError, did_you_mean
from xlperf.figure import Unit
from xlperf.results.forecast_methods import POSSIBLE, Method, measure_of
from xlperf.results.polarity import NEUTRAL, Polarity
from xlperf.results.rating import Scheme

Timing = Literal["snapshot", "flow", "rolling", "annual"]
Plain = str | bool | int | float
USUAL_PLACES = {"percent": 1, "rate": 1, "count": 0, "score": 0}


def plain_code(code: str) -> str:
    """Return a code as codes are compared, without spaces, case and punctuation: ``eiisspm04`` for EI&ISS PM 04."""
    return "".join(letter for letter in code.casefold() if letter.isalnum())


class Code(Definition):
    """A name of an indicator and the days on which it stands for it, the first and the last both inside."""

    code: str
    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")

    @property
    def first_day(self) -> date:
        """The first day in force; the first day there is when nothing is said."""
        return self.start or date.min

    @property
    def last_day(self) -> date:
        """The last day in force; the last day there is when nothing is said."""
        return self.end or date.max

    def in_force(self, day: date) -> bool:
        """Say whether the code stands for the indicator on that day."""
        return self.first_day <= day <= self.last_day

    @field_validator("code")
    @classmethod
    def _says_something(cls, code: str) -> str:
        if not plain_code(code):
            raise ValueError(f'"{code}" is not a code; a code has at least one letter or digit')
        return code

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        if self.first_day > self.last_day:
            raise ValueError(f'the code "{self.code}" ends ("to") before it begins ("from"); put the dates in order')
        return self


class Counting(Definition):
    """
    How one part of an indicator is counted: a counting function by name, its arguments, and what to call it.

    `settings` names settings of the indicator that the function is to be given; once read, `arguments` holds the value
    in force of each.
    """

    count: str
    arguments: Mapping[str, Plain] = Field(default_factory=dict)
    settings: tuple[str, ...] = ()
    label: str


class Target(Definition):
    """A target that is set nationally; a council's own stand in its performance workbook. Percent: a fraction."""

    period: str
    value: float
    area: str = ""
    source: str = Field(min_length=1)

    _period = field_validator("period")(written_period)


class Setting(Definition):
    """A counting rule that no source settles: what xlperf does unless a council's own file gives another `value`."""

    rule: str = Field(min_length=1)
    default: Plain
    value: Plain | None = None
    choices: tuple[Plain, ...] = ()
    reason: str = Field(min_length=1)

    @property
    def in_force(self) -> Plain:
        """The council's value where there is one, else the default."""
        return self.default if self.value is None else self.value

    @model_validator(mode="after")
    def _is_among_the_choices(self) -> Self:
        if self.choices and not {self.default, self.in_force} <= set(self.choices):
            listed = ", ".join(f'"{choice}"' for choice in self.choices)
            raise ValueError(f'"{self.in_force}" is not among the choices; write one of {listed}')
        return self


class Indicator(Definition):
    """
    One indicator.

    Percentages are written 0 to 100 in the file; of a percent indicator `red_limit`, the targets, a range of polarity
    and the examples hold fractions here. (`model_copy(update=…)` takes what is given: fractions.)
    """

    id: str
    codes: tuple[Code, ...] = Field(min_length=1)
    title: str = Field(min_length=1)
    short_title: str = ""  # the title where none is given
    section: str = ""
    unit: Unit
    per: int = Field(default=10_000, gt=0)
    places: int = Field(ge=0, le=6)
    timing: Timing = "flow"
    polarity: InstanceOf[Polarity] = NEUTRAL
    scheme: str = "status"
    forecast: Method | None = None  # to the end of the year; the usual one of its unit and timing when nothing is said
    red_limit: float | None = None
    lowest: float | None = None  # the least and the most that a score can be
    highest: float | None = None
    data_only: bool = False
    owner: str = ""
    definition: str = ""
    why: str = ""
    population: str = ""
    population_ages: str = "0-17"
    related: tuple[str, ...] = ()
    outcomes: str = ""
    reviewed: date | None = None
    sources: tuple[str, ...] = ()
    returns: str = ""
    settings: Mapping[str, Setting] = Field(default_factory=dict)
    numerator: Counting | None = None
    denominator: Counting | None = None
    targets: tuple[Target, ...] = Field(default=(), alias="target")
    examples: tuple[Example, ...] = Field(default=(), alias="example")

    def __hash__(self) -> int:
        """Return the same number for equal indicators, so that one can be a key."""
        return hash(self.id)

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Every code, in or out of force, in the order of the file."""
        return tuple(dict.fromkeys(code.code for code in self.codes))

    def code_on(self, day: date) -> str:
        """Return the first code that is in force that day, else the first code."""
        return next((code.code for code in self.codes if code.in_force(day)), self.codes[0].code)

    def named_on(self, code: str, day: date | None = None) -> bool:
        """Say whether the code stands for this indicator on that day, or on any when no day is given."""
        plain = plain_code(code)
        return any(plain_code(own.code) == plain and (day is None or own.in_force(day)) for own in self.codes)

    @property
    def limits(self) -> str:
        """Between what a score lies, in words: "4 to 16"; nothing where no limits are known."""
        return "" if self.lowest is None or self.highest is None else f"{self.lowest:g} to {self.highest:g}"

    def beyond(self, value: float) -> str:
        """Return the limits of a score when the value lies outside them, else nothing."""
        if self.lowest is None or self.highest is None or self.lowest <= value <= self.highest:
            return ""
        return self.limits

    def describe(self, scheme: Scheme | None = None) -> str:
        """Return the definition in full, in plain words; with a `scheme` the rating's thresholds too."""
        return described(self, scheme)

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, table: Any) -> Any:
        """Give what follows from the rest: the short title is the title, the places are the usual ones of the unit."""
        if not isinstance(table, Mapping):
            return table
        filled = dict(table)
        if "short_title" not in filled and "title" in filled:
            filled["short_title"] = filled["title"]
        if "places" not in filled and filled.get("unit") in USUAL_PLACES:
            filled["places"] = USUAL_PLACES[filled["unit"]]
        return filled

    @field_validator("polarity", mode="before")
    @classmethod
    def _read_polarity(cls, written: Any, info: ValidationInfo) -> Any:
        if not isinstance(written, str):
            return written
        try:
            return Polarity.parse(written, info.data.get("unit", ""))
        except RequestError as problem:
            raise ValueError(str(problem)) from None

    @field_validator("red_limit")
    @classmethod
    def _limit_as_fraction(cls, limit: float | None, info: ValidationInfo) -> float | None:
        return as_fraction(limit) if limit is not None and info.data.get("unit") == "percent" else limit

    @field_validator("numerator", "denominator")
    @classmethod
    def _settings_as_arguments(cls, part: Counting | None, info: ValidationInfo) -> Counting | None:
        if part is None or "settings" not in info.data:
            return part  # the settings themselves are wrong, and said to be
        settings: Mapping[str, Setting] = info.data["settings"]
        for name in part.settings:
            if name not in settings:
                near = did_you_mean(name, settings)
                raise ValueError(f'there is no setting "{name}" here.{near} Correct it, or add [settings.{name}].')
        given = {name: settings[name].in_force for name in part.settings}
        return part.model_copy(update={"arguments": {**part.arguments, **given}})

    @field_validator("targets")
    @classmethod
    def _targets_as_fractions(cls, targets: tuple[Target, ...], info: ValidationInfo) -> tuple[Target, ...]:
        if info.data.get("unit") != "percent":
            return targets
        return tuple(target.model_copy(update={"value": as_fraction(target.value)}) for target in targets)

    @field_validator("examples")
    @classmethod
    def _examples_as_fractions(cls, examples: tuple[Example, ...], info: ValidationInfo) -> tuple[Example, ...]:
        return tuple(_with_fractions(one) for one in examples) if info.data.get("unit") == "percent" else examples

    @model_validator(mode="after")
    def _forecast_fits(self) -> Self:
        possible = POSSIBLE[measure_of(self.unit, self.timing)]
        if self.forecast is not None and self.forecast not in possible:
            raise ValueError(
                f'"{self.forecast}" does not forecast a {self.unit} with the timing "{self.timing}"; write '
                f'{" or ".join(possible)}, or take the key "forecast" out'
            )
        return self

    @model_validator(mode="after")
    def _limits_fit(self) -> Self:
        if self.lowest is None and self.highest is None:
            return self
        if self.unit != "score":
            raise ValueError(f'a {self.unit} has no limits of its own; take the keys "lowest" and "highest" out')
        if self.lowest is None or self.highest is None or self.lowest >= self.highest:
            raise ValueError('a score lies between two limits; give both "lowest" and "highest", the smaller one first')
        return self

    @model_validator(mode="after")
    def _parts_fit_the_unit(self) -> Self:
        if self.unit == "percent" and (self.numerator is None) != (self.denominator is None):
            raise ValueError("a percentage has both a numerator and a denominator, or neither; add the one that lacks")
        if self.unit != "percent" and self.denominator is not None:
            over = "the population" if self.unit == "rate" else "nothing"
            raise ValueError(f'a {self.unit} is over {over}; take the table "denominator" out')
        if self.unit == "rate" and not self.population:
            raise ValueError('a rate says per whom it is; add population = "…"')
        return self


def _with_fractions(example: Example) -> Example:
    if not isinstance(example, ExampleFigure):
        return example
    written = {"value": example.value, "target": example.target}
    return example.model_copy(
        update={key: as_fraction(number) for key, number in written.items() if number is not None}
    )
