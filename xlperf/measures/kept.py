"""What is worked out from tables, kept for as long as the tables live, so that every further period costs little."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from xlperf.returns.child_level.table import Table

Made = TypeVar("Made")


@dataclass(slots=True)
class _Of(Generic[Made]):
    """What is kept of one table, and of that table together with a further one."""

    answers: dict[Hashable, Made] = field(default_factory=dict)
    with_further: WeakKeyDictionary[Table, _Of[Made]] = field(default_factory=WeakKeyDictionary)


class Kept(Generic[Made]):
    """
    Answers by table and question.

    What is kept must not hold the table itself (its arrays it may), else neither would ever be let go.
    """

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._of: WeakKeyDictionary[Table, _Of[Made]] = WeakKeyDictionary()

    def get(self, tables: tuple[Table, ...], question: Hashable, make: Callable[[], Made]) -> Made:
        """Return the answer to a question of one or several tables; `make` it when it is asked for the first time."""
        first, *further = tables
        kept = self._of.setdefault(first, _Of())
        for table in further:
            kept = kept.with_further.setdefault(table, _Of())
        if question not in kept.answers:
            kept.answers[question] = make()
        return kept.answers[question]
