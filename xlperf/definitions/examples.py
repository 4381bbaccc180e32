"""Worked examples: a calculation done by hand, which is both a test and the clearest explanation of an indicator.

There are two forms. One gives figures and what becomes of them; the other gives records and says which are counted. A
table with `records` is of the second form.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator

from xlperf.definitions.model import Definition
from xlperf.definitions.records import TABLES
from xlperf.errors import RequestError, did_you_mean
from xlperf.period import Period


def written_period(text: str) -> str:
    """Return a period in its one written form; raise ValueError when the text is no period."""
    try:
        return str(Period.parse(text))
    except RequestError as problem:
        raise ValueError(str(problem)) from None


class ExampleFigure(Definition):
    """
    Counts or a value, and how they are shown and rated.

    In the file percentages are written 0 to 100; here `value` and `target` of a percentage are fractions. What is
    `shown` is the text a reader sees ("13.4%"), `adrift` likewise ("10.2%"; better than the target is negative).
    """

    title: str = Field(min_length=1)
    period: str
    numerator: float | None = None
    denominator: float | None = None
    population: float | None = None
    value: float | None = None  # where there are no counts
    target: float | None = None
    shown: str
    rating: str
    adrift: str = ""
    source: str = Field(min_length=1)

    _period = field_validator("period")(written_period)

    @model_validator(mode="after")
    def _either_counts_or_a_value(self) -> Self:
        if (self.numerator is None) == (self.value is None):
            raise ValueError("an example has either a numerator or a value; give one of the two")
        if self.numerator is None and not (self.denominator is None and self.population is None):
            raise ValueError("an example with a value has no denominator or population; give a numerator instead")
        return self


class Record(BaseModel):
    """One invented record: what stands in the columns of its table. A column that is not named is blank."""

    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True, allow_inf_nan=False)
    __pydantic_extra__: dict[str, date | str | int | float]

    @property
    def columns(self) -> dict[str, date | str | int | float]:
        """What the record holds, by column."""
        return dict(self.__pydantic_extra__)


class ExampleRecord(Record):
    """One invented record, whether the numerator counts it, and why."""

    counted: Literal["yes", "no"]
    why: str = Field(min_length=1)


class ExampleRecords(Definition):
    """
    A few invented records, and what a counting function makes of them. `numerator` is how many are counted.

    The records are of one `table`, each of another child unless they name one. What stands in further tables is
    `beside` them: ``beside = { plan_reviews = [ { child = "A", … } ] }``. The columns are those of `records.TABLES`.
    """

    title: str = Field(min_length=1)
    period: str
    table: str = "plans"
    records: tuple[ExampleRecord, ...] = Field(min_length=1)
    beside: Mapping[str, tuple[Record, ...]] = Field(default_factory=dict)
    numerator: int
    denominator: int | None = None
    source: str = "worked by hand"

    _period = field_validator("period")(written_period)

    @model_validator(mode="after")
    def _columns_are_those_of_the_tables(self) -> Self:
        for table, records in {**self.beside, self.table: self.records}.items():
            if table not in TABLES:
                raise ValueError(
                    f'there is no table "{table}".{did_you_mean(table, TABLES)} It can be {", ".join(TABLES)}'
                )
            for number, record in enumerate(records, start=1):
                for column, value in record.columns.items():
                    _check_column(table, number, column, value)
        return self

    @model_validator(mode="after")
    def _numerator_agrees_with_the_records(self) -> Self:
        counted = sum(record.counted == "yes" for record in self.records)
        if counted != self.numerator:
            raise ValueError(f"numerator is {self.numerator}, but counted records come to {counted}; make them agree")
        return self


def _check_column(table: str, number: int, column: str, value: object) -> None:
    """Raise ValueError when a table has no such column, or something else stands in it."""
    columns = TABLES[table]
    if column not in columns:
        raise ValueError(
            f'record {number}: the table "{table}" has no column "{column}".{did_you_mean(column, columns)} '
            f"It can be {', '.join(columns)}"
        )
    if not isinstance(value, WHAT_STANDS_IN[columns[column]]) or isinstance(value, bool):
        raise ValueError(f'record {number}: in the column "{column}" of "{table}" stands a {columns[column]}')


WHAT_STANDS_IN: Mapping[str, tuple[type, ...]] = {"text": (str,), "date": (date,), "number": (int, float)}


def _form(value: Any) -> str:
    """Say which form an example has: a table with records, or one with figures."""
    has_records = "records" in value if isinstance(value, Mapping) else isinstance(value, ExampleRecords)
    return "ExampleRecords" if has_records else "ExampleFigure"


Example = Annotated[
    Annotated[ExampleFigure, Tag("ExampleFigure")] | Annotated[ExampleRecords, Tag("ExampleRecords")],
    Discriminator(_form),
]
"""Either form of example."""
