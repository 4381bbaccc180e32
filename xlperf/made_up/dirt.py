"""Problems planted on purpose in tables: one at most for a child, of kinds that the readers name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from xlperf.definitions.returns import ColumnDefinition, TableDefinition
from xlperf.made_up.chance import days_after
from xlperf.made_up.records import ERROR_VALUE, Record, Tables, Value, Wrong, columns_written, date_of, value_of


class Unfit:
    """Stands for a record in which a mistake cannot be made."""


UNFIT: Final = Unfit()
NO_DAY = "31/06/2025"
FAR_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Situation:
    """A record that somebody gets wrong, with what has to be known for it."""

    record: Record
    of_child: Sequence[Record]  # every record of the child in the same table, this one among them
    day: date  # up to which the return speaks


MadeOf = Callable[[Situation], Value | Unfit]
"""Makes of a situation what comes to stand in the cell."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """
    A kind of mistake in a column: what comes to stand there, or `UNFIT`, and the rule that finds it.

    With `further` it stands in a further record at the end of the table, which is otherwise a copy of the first, with
    the values that `further` gives.
    """

    key: str
    rule: str
    value: MadeOf
    further: Callable[[Situation], Record] | None = None


Mistakes = Mapping[str, Sequence[Mistake]]
"""The mistakes that can be made in each table, by its key."""


class Planter:
    """
    Makes mistakes in a share of the records of one return, its files of several years included.

    Nobody has two: a child that a mistake was made about is left alone from then on, so that each stays as it is.
    """

    def __init__(self, random: Random, share: float, key: str = "child") -> None:
        """Take the share (0 to 1), and the column that tells children apart."""
        self._random = random
        self._share = share
        self._key = key
        self._touched: set[Value] = set()

    def with_mistakes(
        self, tables: Tables, mistakes: Mistakes, day: date, may_be_wrong: Callable[[str, Record], bool] | None = None
    ) -> Tables:
        """
        Return the tables with mistakes, as far as one fits a record; records added stand at the end.

        `may_be_wrong` says of a table's record whether it may be touched at all.
        """
        result: Tables = {}
        # The small tables first, or nobody would be left for them.
        for name, records in sorted(tables.items(), key=lambda item: len(item[1])):
            of_child: defaultdict[Value, list[Record]] = defaultdict(list)
            for record in records:
                of_child[value_of(record, self._key)].append(record)
            changed, further = [], []
            for record in records:
                who = value_of(record, self._key)
                makes_one = self._random.random() < self._share and who not in self._touched
                if not makes_one or (may_be_wrong is not None and not may_be_wrong(name, record)):
                    changed.append(record)
                    continue
                own, added = self._wrong(Situation(record, of_child[who], day), mistakes.get(name, ()))
                changed.append(own)
                further += added
                if added or own is not record:
                    self._touched.add(who)
            result[name] = [*changed, *further]
        return {name: result[name] for name in tables}

    def _wrong(self, situation: Situation, possible: Sequence[Mistake]) -> tuple[Record, list[Record]]:
        """Return a record and those added to it, with one mistake if any fits; else the record itself."""
        record = situation.record
        for mistake in self._random.sample(possible, len(possible)):
            value = mistake.value(situation)
            if isinstance(value, Unfit):
                continue
            wrong: Record = {mistake.key: Wrong(value, mistake.rule)}
            if mistake.further is None:
                return record | wrong, []
            return record, [record | mistake.further(situation) | wrong]
        return record, []


# Mistakes that can be made in any table


def ordinary_mistakes(table: TableDefinition, is_csv: bool, leave_alone: Sequence[str] = ()) -> list[Mistake]:
    """Return what can go wrong in single cells, by the kind of their column; some columns are left alone."""
    columns = [table.column(key) for key in columns_written(table) if key not in leave_alone]
    return [mistake for column in columns for mistake in _of_column(column, is_csv)]


def _of_column(column: ColumnDefinition, is_csv: bool) -> list[Mistake]:
    """Return the mistakes of one column. In csv there are no error values, and everything is kept as text."""
    key = column.key
    found: list[Mistake] = []
    if column.kind == "identifier":
        return [Mistake(key, "missing child id", lambda _: None)] if key == "child" else []
    if key == "date_of_birth":
        return [Mistake(key, "date of birth missing", lambda _: None)]
    if column.kind == "date":
        found.append(Mistake(key, "not a date", lambda one: NO_DAY if date_of(one.record, key) else UNFIT))
        if not is_csv:
            found.append(Mistake(key, "date kept as text", lambda one: _date_text(one, key)))
    elif column.kind == "choice" and column.values:
        found.append(Mistake(key, "unknown code", lambda _: "Queried"))
    elif column.kind == "number":
        found.append(Mistake(key, "not a number", lambda _: "two"))
        if not is_csv:
            found.append(Mistake(key, "number kept as text", lambda one: _number_text(one, key)))
    if not is_csv:
        found.append(Mistake(key, "error cell", lambda _: ERROR_VALUE))
    return found


def in_the_future(key: str) -> Mistake:
    """Return the slip of the pen that puts a date more than a year ahead."""
    return Mistake(
        key, "date in the future", lambda one: days_after(one.day, FAR_AHEAD) if date_of(one.record, key) else UNFIT
    )


def _date_text(one: Situation, key: str) -> Value | Unfit:
    day = date_of(one.record, key)
    return UNFIT if day is None else f"{day:%d/%m/%Y}"


def _number_text(one: Situation, key: str) -> Value | Unfit:
    number = value_of(one.record, key)
    return f"{number:.0f}" if isinstance(number, int | float) else UNFIT
