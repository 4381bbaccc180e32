"""What is wrong with episodes, reviews and the header, beside cells that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.joined import JoinedList
from xlperf.returns.child_level.plan_checks import is_adult
from xlperf.returns.child_level.plans import overlapping_plans, plan_faults, sorted_by_child
from xlperf.returns.child_level.table import NO_DATE, Flags, Positions

EFFECTS = {
    "started": "The episode is left out of every count until it is corrected.",
    "ended": "The episode is left out of every count until it is corrected.",
    "legal_status": "The episode is not taken for a short break.",
}
"""What an unreadable cell of an episode leads to."""

FUTURE_EFFECTS = {
    "started": "The episode counts from that day on.",
    "ended": "The child counts as looked after until that day.",
}
"""What a date after the return's last day leads to."""

Lists = Mapping[str, JoinedList]


def problems_of(lists: Lists) -> Iterator[Problem]:
    """Yield what is wrong with the tables of a return, given by their keys."""
    if "episodes" in lists:
        yield from _episode_dates(lists["episodes"])
        yield from _births(lists["episodes"], lists.get("children"))
    if "episodes" in lists and "looked_after_reviews" in lists:
        yield from _early_reviews(lists["looked_after_reviews"], lists["episodes"])
    if "looked_after_reviews" in lists:
        yield from _repeated_reviews(lists["looked_after_reviews"])
    if "children" in lists:
        yield from _without_header(lists)


def _episode_dates(episodes: JoinedList) -> Iterator[Problem]:
    by_child = sorted_by_child(episodes.table)
    faults = plan_faults(episodes.table, by_child)
    started, ended = (episodes.table.columns[key] for key in ("started", "ended"))
    for position in np.flatnonzero((started == NO_DATE) & ~faults.repeated).tolist():
        message = f"The episode has no start date. {EFFECTS['started']}"
        yield episodes.problem(position, "started", "episode without start date", message, Severity.ERROR)
    for position in np.flatnonzero(faults.ends_before_start).tolist():
        message = (
            f"The episode ends before it starts ({episodes.cell(position, 'started')}). "
            "It is left out of every count until one of the two dates is corrected."
        )
        yield episodes.problem(position, "ended", "episode ends before it starts", message, Severity.ERROR)
    for position, original in _repeated(episodes, faults.repeated, ("started", "ended")):
        message = (
            f"Child, start date and end date are those of {episodes.row(original)}. "
            "The second one is left out of every count; delete it if it is the same episode."
        )
        yield episodes.problem(position, "child", "duplicate row", message)
    for position, earlier in overlapping_plans(episodes.table, by_child, faults):
        message = (
            f"The episode starts while the one in {episodes.row(earlier)} of the same child is open. "
            "The earlier one is taken to have ended that day."
        )
        yield episodes.problem(position, "started", "overlapping episodes", message)
    for position in np.flatnonzero((ended > NO_DATE) & (ended == started) & ~faults.repeated).tolist():
        message = "The episode ended on the day it started. A stay under 24 hours is no placement in NI 62."
        yield episodes.problem(position, "ended", "episode under 24 hours", message, Severity.NOTE)


def _repeated(one: JoinedList, repeated: Flags, keys: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield every record that repeats one above, with that one."""
    if not repeated.any():
        return
    columns = [one.table.columns[key].tolist() for key in ("child number", *keys)]
    first: dict[tuple[object, ...], int] = {}
    for position, record in enumerate(zip(*columns, strict=True)):
        original = first.setdefault(record, position)
        if repeated[position]:
            yield position, original


def _births(episodes: JoinedList, header: JoinedList | None) -> Iterator[Problem]:
    """Yield children born after an episode began, and young people of 18 or over when one began."""
    if header is None:
        return
    records = dict(zip(header.table.columns["child"].tolist(), range(len(header.table)), strict=True))
    places = np.array([records.get(child, -1) for child in episodes.table.columns["child"].tolist()], dtype=np.int64)
    births = header.table.columns["date_of_birth"]
    born = np.where(places >= 0, births[places], NO_DATE) if len(births) else np.zeros(len(places), dtype=np.int32)
    started = episodes.table.columns["started"]
    both = (born > NO_DATE) & (started > NO_DATE)
    for position in _first_of_each(places, both & (born > started)):
        message = (
            "By the date of birth the child was not yet born when the first episode started "
            f"({episodes.where(position, 'started')})."
        )
        yield header.problem(int(places[position]), "date_of_birth", "date of birth after episode start", message)
    for position in np.flatnonzero(both & is_adult(born, started)).tolist():
        birth = header.where(int(places[position]), "date_of_birth")
        message = f"By the date of birth ({birth}) the young person was 18 or older when the episode started."
        yield episodes.problem(position, "started", "over 18 at episode start", message)


def _early_reviews(reviews: JoinedList, episodes: JoinedList) -> Iterator[Problem]:
    """
    Yield reviews held before the child was looked after.

    That is certain only of children whose first known episode says that they started to be looked after then (S):
    the others were looked after before, in years that were not handed in.
    """
    columns = episodes.table.columns
    first: dict[str, int] = {}
    order = np.argsort(columns["started"], kind="stable")
    started = columns["started"].tolist()
    children = columns["child"].tolist()
    for position in order[columns["started"][order] > NO_DATE].tolist():
        first.setdefault(children[position], position)
    began = columns["reason_started"].tolist()
    for position, (child, day) in enumerate(
        zip(reviews.table.columns["child"].tolist(), reviews.table.columns["reviewed"].tolist(), strict=True)
    ):
        episode = first.get(child)
        if child and episode is not None and began[episode] == "S" and NO_DATE < day < started[episode]:
            started_at = episodes.where(episode, "started")
            message = f"The review was before the child started to be looked after ({started_at})."
            yield reviews.problem(position, "reviewed", "review before looked after", message)


def _repeated_reviews(reviews: JoinedList) -> Iterator[Problem]:
    columns = reviews.table.columns
    records = list(zip(columns["child number"].tolist(), columns["reviewed"].tolist(), strict=True))
    first: dict[tuple[int, int], int] = {}
    for position, record in enumerate(records):
        original = first.setdefault(record, position)
        if original != position and record[1] > NO_DATE:
            message = f"Child and date are those of {reviews.row(original)}. It is one review; delete one of the two."
            yield reviews.problem(position, "reviewed", "duplicate row", message)


def _without_header(lists: Lists) -> Iterator[Problem]:
    """Yield, for every table, the first record of each child whom the header does not name."""
    known = set(lists["children"].table.columns["child"].tolist()) | {""}
    for key, one in lists.items():
        if key == "children" or "child" not in one.table.columns:
            continue
        seen = set(known)
        for position, child in enumerate(one.table.columns["child"].tolist()):
            if child not in seen:
                seen.add(child)
                message = "The header does not name this child, so date of birth, gender and ethnicity are not known."
                yield one.problem(position, "child", "child without header", message)


def _first_of_each(places: Positions, found: Flags) -> list[int]:
    """Return, of the records that were found, the first of each child."""
    positions = np.flatnonzero(found)
    _, first = np.unique(places[positions], return_index=True)
    return sorted(positions[first].tolist())
