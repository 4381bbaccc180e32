"""What a return looks like: its tables, their headings and what stands beneath them.

One TOML file of `catalogue/returns/` is the only description of a return. The reader finds headings by it, the template
is written from it, and the pages of documentation are made from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, Self

from pydantic import Field, model_validator

from xlperf.definitions.model import Definition

ColumnKind = Literal[
    "text",  # any words
    "long text",  # words that may need several lines
    "code",  # the code of one measure
    "codes",  # the codes of one or several measures
    "period",  # 2011/12, 2011/12 Q3, 2010-01 …
    "date",
    "year",  # four digits
    "number",  # a plain number
    "marked",  # a number with its marks: 73**, N/A, c
    "choice",  # one of `choices`, or of the codes in `values`
    "yes or no",
    "identifier",  # tells records of one child or worker apart
]


@lru_cache(maxsize=16384)
def plain_heading(text: str) -> str:
    """
    Return a heading as headings are compared: without case, spacing, punctuation and accents of typography.

    "Red limit", "RED_LIMIT" and "red-limit " are one heading. A percent sign is the word "percent", so "%" is a
    heading too; every other mark, curly quotes and unbreakable spaces included, is left out.
    """
    spelled = unicodedata.normalize("NFKC", text).casefold().replace("%", "percent")
    return re.sub(r"[\W_]+", "", spelled)


class Answers(Definition):
    """The codes that several columns of a return share, each with its label, and further spellings of a code."""

    values: Mapping[str, str]
    value_aliases: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class ColumnDefinition(Definition):
    """
    One column: how it may be headed, and what may stand in it.

    `values` gives the codes that a return uses, each with its label; `value_aliases` further spellings of a code.
    `answers` names codes that the return gives once for several columns. `choices` are the words a template offers. A
    column that `identifies` is never quoted. One that is `extra` is read where it is there and not missed elsewhere.

    Of a published table: a column `gives` the indicator of that code, percentages as 0 to 100 unless they are written
    as a `fraction`; only rows with one of the words in `keeps` count.
    """

    key: str
    heading: str
    aliases: tuple[str, ...] = ()
    help: str = ""
    kind: ColumnKind = "text"
    required: bool = False  # the column has to be there
    filled: bool = False  # and no cell of it may be empty
    choices: tuple[str, ...] = ()
    answers: str = ""
    values: Mapping[str, str] = Field(default_factory=dict)
    value_aliases: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    identifies: bool = False
    extra: bool = False
    gives: str = ""
    fraction: bool = False
    keeps: tuple[str, ...] = ()
    width: float = Field(default=14, gt=0)  # in characters

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading, its aliases and the key: every spelling under which the column is found."""
        return (self.heading, *self.aliases, self.key)

    @model_validator(mode="after")
    def _aliases_belong_to_values(self) -> Self:
        unknown = [code for code in self.value_aliases if code not in self.values]
        if unknown:
            raise ValueError(f"value_aliases names {_listed(unknown)}, which is not among values")
        return self


class ItemDefinition(Definition):
    """One line of a table that lists items and their texts: how the item may be called, and what it is."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    help: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name, its aliases and the key."""
        return (self.name, *self.aliases, self.key)


class TableDefinition(Definition):
    """
    One table, on a sheet of its own.

    `covers_months` says for how many months, up to the newest day of the return, the table holds everything that
    counts (0: for that day alone); without it the table covers the days that the return covers. With `several`, every
    sheet whose name starts with this one's holds such a table ("Figures 2"). With `period_columns`, each further
    column is headed by a period. `items` names the lines of a table of items. A published table whose rows name no
    time speaks of `period`.
    """

    key: str
    name: str  # of the sheet; at most 31 characters, Excel's limit
    aliases: tuple[str, ...] = ()
    title: str = ""
    help: str = ""
    required: bool = False
    several: bool = False
    period_columns: bool = False
    period: str = ""
    covers_months: int | None = Field(default=None, ge=0, le=1200)
    otherwise: str = ""  # which return holds more than that
    columns: tuple[ColumnDefinition, ...]
    items: tuple[ItemDefinition, ...] = ()

    def column(self, key: str) -> ColumnDefinition:
        """Return the column of that key (KeyError when there is none: a mistake in the code)."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    @property
    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Every column's key with the headings under which it is found."""
        return {column.key: column.headings for column in self.columns}

    @property
    def required_keys(self) -> tuple[str, ...]:
        """The keys of the columns that have to be there."""
        return tuple(column.key for column in self.columns if column.required)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The sheet's name and its aliases."""
        return (self.name, *self.aliases)

    @model_validator(mode="after")
    def _no_heading_stands_for_two(self) -> Self:
        _each_names_one(((column.key, column.headings) for column in self.columns), "heading")
        _each_names_one(((item.key, item.names) for item in self.items), "item")
        if len(self.name) > 31:
            raise ValueError("name is longer than 31 characters, which no sheet's name may be")
        return self


class Lack(Definition):
    """
    What a return does not hold, as a sentence for the reader of a figure that is missing, and what holds it instead.

    `tables` are the tables that measures would need; without any, the sentence is about the periods that are covered.
    """

    tables: tuple[str, ...] = ()
    reason: str = Field(min_length=1)
    instead: str = ""

    def __str__(self) -> str:
        """Return both sentences in one line."""
        return f"{self.reason} {self.instead}".rstrip()


class ReturnDefinition(Definition):
    """
    One return: what it is called, the tables it consists of, and what it lacks.

    A file that `extends` another is laid over it: tables by their key, columns by their key (see `extended`).
    """

    id: str = ""  # the file's stem
    title: str
    family: str  # which reader reads it: performance, annex_a …
    file: Literal["workbook", "xml"] = "workbook"  # what it stands in: sheets are never looked through for an xml one
    help: str = ""
    extends: str = ""
    sources: tuple[str, ...] = ()
    answers: Mapping[str, Answers] = Field(default_factory=dict)
    tables: tuple[TableDefinition, ...]
    lacks: tuple[Lack, ...] = ()

    def lack_of(self, tables: Iterable[str]) -> Lack | None:
        """Return why the return has not all of these tables, where it says so; None when it says nothing."""
        wanted = set(tables)
        return next((lack for lack in self.lacks if wanted & set(lack.tables)), None)

    def table(self, key: str) -> TableDefinition:
        """Return the table of that key (KeyError when there is none: a mistake in the code)."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)

    @model_validator(mode="after")
    def _no_sheet_stands_for_two(self) -> Self:
        _each_names_one(((table.key, table.sheet_names) for table in self.tables), "sheet name")
        return self


def _each_names_one(keys_and_names: Iterable[tuple[str, tuple[str, ...]]], what: str) -> None:
    """Raise ValueError when a key comes twice or two keys share a name, compared as headings are."""
    owner: dict[str, str] = {}
    keys: set[str] = set()
    for key, names in keys_and_names:
        if key in keys:
            raise ValueError(f'the key "{key}" is defined twice')
        keys.add(key)
        for name in names:
            plain = plain_heading(name)
            if owner.setdefault(plain, key) != key:
                raise ValueError(f'the {what} "{name}" stands for both "{owner[plain]}" and "{key}"')


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
