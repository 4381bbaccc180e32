"""Actions as the performance workbook has them, with what people typed about them into earlier reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlperf.area import plain_name
from xlperf.definitions.indicator import plain_code
from xlperf.journey.inputs import Inputs
from xlperf.journey.read_back import codes_in, indicator_of
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.report.content import ReportContent, UnplacedAction
from xlperf.report.due_dates import day_in
from xlperf.returns.performance.records import Action
from xlperf.returns.reports import Place, ReportWords, TypedAction, row_of

_REPORTED = re.compile(r", reported [0-9]{1,2} [A-Za-z]+ [0-9]{4}$")
_NUMBERED = re.compile(r"n[0-9]+")
_DATES = ("due", "meeting")
PRINTS_ACTIONS = {"actions", "minutes", "surgeries"}


@dataclass(frozen=True, slots=True)
class Actions:
    """All actions, those that reports gave, other versions of them, and what is to be told."""

    all: tuple[Action, ...]
    typed: tuple[tuple[Action, Place], ...] = ()
    versions: tuple[UnplacedAction, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """One action of the workbook (None when only reports have it), and its rows in the newest reports that have it."""

    base: Action | None
    base_file: str
    typed: list[tuple[TypedAction, Period | None]]


def actions_of(inputs: Inputs, reports: Sequence[ReportWords], period: Period) -> Actions:
    """
    Return the actions of all inputs: those of the workbooks first, then those that only reports have.

    An action is known again by its reference and code, without a reference by its text. What was typed into the newest
    report stands; where the workbook or a second copy of that report says otherwise, that row is a version, and kept.
    """
    found = [
        _Found(action, workbook.file_with(action.sheet), [])
        for workbook in inputs.workbooks
        for action in workbook.actions
    ]
    for report in sorted(reports, key=lambda one: one.period.last_day.toordinal() if one.period else 0, reverse=True):
        for typed in report.actions:
            match = next((one for one in found if _is_same(one, typed, inputs, period)), None)
            if match is None:
                found.append(_Found(None, "", [(typed, report.period)]))
            elif not match.typed or match.typed[0][1] == report.period:
                match.typed.append((typed, report.period))
    merged = [_merged(one, inputs, period) for one in found]
    return Actions(
        tuple(one.action for one in merged),
        tuple((one.action, one.place) for one in merged if one.place is not None),
        tuple(version for one in merged for version in one.versions),
        tuple(problem for one in merged for problem in one.problems),
    )


def _is_same(found: _Found, typed: TypedAction, inputs: Inputs, period: Period) -> bool:
    if found.base is not None:
        ref, text, codes = found.base.ref, found.base.action, set(map(plain_code, found.base.codes))
    else:
        first = found.typed[0][0]
        ref, text, codes = first.ref, first.texts["action"], _plain_codes(inputs, first, period)
    same_codes = codes == _plain_codes(inputs, typed, period) or bool(codes & _plain_codes(inputs, typed, period))
    if not same_codes:
        return False
    if ref and typed.ref:
        return plain_name(ref) == plain_name(typed.ref)
    numbered = not ref and _NUMBERED.fullmatch(plain_name(typed.ref))
    return (numbered is not None or not typed.ref) and _plain(text) == _plain(typed.texts["action"])


def _plain_codes(inputs: Inputs, typed: TypedAction, period: Period) -> set[str]:
    return set(map(plain_code, codes_in(inputs, typed.codes, period)))


@dataclass(frozen=True, slots=True)
class _Merged:
    """One action as it stands, the place of the report's row that it comes from, and its other versions."""

    action: Action
    place: Place | None
    versions: tuple[UnplacedAction, ...] = ()
    problems: tuple[Problem, ...] = ()


def _merged(found: _Found, inputs: Inputs, period: Period) -> _Merged:
    if not found.typed:
        assert found.base is not None
        return _Merged(found.base, None)
    base = found.base or _action_of(found.typed[0][0], inputs, period)
    action = base
    versions: list[UnplacedAction] = []
    problems: list[Problem] = []
    rows = [(typed, {key: text for key, text in typed.texts.items() if text.strip()}) for typed, _ in found.typed]
    for key in dict.fromkeys(key for _, texts in rows for key in texts):
        changed = [texts[key] for _, texts in rows if key in texts and not _alike(key, texts[key], getattr(base, key))]
        if changed and (found.base is not None or not getattr(base, key)):
            action = _with(action, key, changed[0])
        elif key == "status" and (told := [text["status"] for _, text in rows if "status" in text]):
            action = replace(action, status=told[0])
    for typed, texts in rows[1 if found.base is None else 0 :]:
        differs = [key for key, text in texts.items() if not _alike(key, text, getattr(action, key))]
        was_changed = [key for key in differs if not _alike(key, texts[key], getattr(base, key))]
        if was_changed:
            because = f"Another version of action {action.ref or typed.ref} differs in: {_words(was_changed)}."
            other = replace(_action_of(typed, inputs, period), ref=action.ref or typed.ref)
            versions.append(UnplacedAction(other, because, typed.place, is_version=True))
            problems.append(_two(because, typed.place))
    if found.base is not None:
        lost = [
            key
            for key in dict.fromkeys(key for _, texts in rows for key in texts)
            if key != "ref" and getattr(base, key) and not _alike(key, getattr(base, key), getattr(action, key))
        ]
        if lost:
            place = Place(found.base_file, base.sheet, f"row {base.row}")
            because = f"The performance workbook says otherwise of action {action.ref}: {_words(lost)}."
            versions.append(UnplacedAction(base, because, place, is_version=True))
            problems.append(_two(because, place, Severity.NOTE))
    if action is not base:
        action = _standing_at(action, rows[0][0].place)
    return _Merged(action, rows[0][0].place, tuple(versions), tuple(problems))


def _with(action: Action, key: str, text: str) -> Action:
    """Return an action with one of its texts, by key, replaced."""
    texts: dict[str, str] = {key: text}
    return replace(action, **texts)  # type: ignore[arg-type]


def _action_of(typed: TypedAction, inputs: Inputs, period: Period) -> Action:
    codes = codes_in(inputs, typed.codes, period)
    indicators = dict.fromkeys(name for code in codes if (name := indicator_of(inputs, code, period, period)))
    bare = Action(ref=typed.ref, indicators=tuple(indicators), codes=tuple(codes), action=typed.texts["action"])
    action = _standing_at(bare, typed.place)
    for key, text in typed.texts.items():
        if text.strip():
            action = _with(action, key, text)
    return action


def _standing_at(action: Action, place: Place) -> Action:
    """Return an action with the row of a report as the place at which it stands."""
    return replace(action, source=place.file, sheet=place.sheet, row=row_of(place.cell))


def _alike(key: str, one: str, other: str) -> bool:
    """Say whether two texts of an action say the same; dates may be written in different ways."""
    if key == "status":
        one, other = _REPORTED.sub("", one), _REPORTED.sub("", other)
    if key in _DATES and (day := day_in(one)) is not None and len(one) < 25 and len(other) < 25:
        return day == day_in(other)
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _words(keys: Sequence[str]) -> str:
    return ", ".join(key.replace("_", " ") for key in keys)


def _two(because: str, place: Place, severity: Severity = Severity.WARNING) -> Problem:
    message = f"{because} Both are kept: see the sheet Actions not placed."
    return Problem(severity, message, place.file, place.sheet, place.cell, "two versions")


def with_actions(content: ReportContent, actions: Actions) -> ReportContent:
    """Return the content with its actions; where its plan prints any, with other versions of them and what to tell."""
    if not PRINTS_ACTIONS & set(content.plan.blocks):
        return replace(content, actions=actions.all)
    problems = (*content.problems, *actions.problems)
    return replace(content, actions=actions.all, unplaced_actions=actions.versions, problems=problems)


def with_actions_kept(content: ReportContent, actions: Actions) -> ReportContent:
    """Return the content with the typed actions about none of the measures that its pack takes kept apart."""
    codes = {surgery.code for surgery in content.surgeries}
    taken = {line.indicator.id for line in content.lines if line.code in codes}
    others = (
        UnplacedAction(action, f"{'; '.join(action.codes) or 'No code'} is not among the measures of this pack.", place)
        for action, place in actions.typed
        if not taken & set(action.indicators)
    )
    return replace(content, unplaced_actions=(*content.unplaced_actions, *others))
