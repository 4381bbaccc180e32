"""Convert folder: a report of every return in a folder, one after another, and a summary of what came of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk
from xlperf.actions.opened import council_folder, definitions
from xlperf.actions.words import counted, for_the_ribbon
from xlperf.errors import RequestError
from xlperf.journey.convert.folder import Found, find_tasks
from xlperf.journey.convert.manifest import JOURNAL, MANIFEST, Entry, asked_of, passed_over, write_manifest
from xlperf.journey.convert.one import convert_one
from xlperf.journey.convert.place import check_apart, check_places, put_in_place
from xlperf.journey.convert.summary import SUMMARY, summary_layout
from xlperf.journey.convert.task import Order, Task
from xlperf.journey.report import check_period, plan_in
from xlperf.period import Period
from xlperf.workbook.write import write_workbook


def run(desk: Desk, answers: Answers) -> Outcome:
    """Make the reports that are answered, file by file; when the user stops, those that are made stay."""
    folder, out = desk.path(answers["folder"]), desk.path(answers["out"])
    catalogue = definitions()
    plan = plan_in(catalogue, answers["plan"])
    if answers["period"]:
        check_period(Period.parse(answers["period"]))
    check_apart(folder, out)
    found = _returns_in(folder, out)
    check_places(out)
    _check_is_free(out)
    order = Order(plan.id, desk.today, answers["period"], answers["area"], catalogue=council_folder())
    entries: list[Entry] = []
    for task in found.tasks:
        if desk.cancelled():
            break
        desk.progress(len(entries) / len(found.tasks), f"{task.source}, {len(entries) + 1} of {len(found.tasks)}")
        entries.append(_converted(task, order, out))
    is_whole = len(entries) == len(found.tasks)
    every = [*entries, *(passed_over(found.passed_over) if is_whole else ())]
    write_workbook(summary_layout(every, order), catalogue.themes[plan.theme], out / SUMMARY)
    if is_whole:  # the manifest says that all is done
        write_manifest(out, asked_of(order), every)
    return _outcome(entries, found, out)


def _returns_in(folder: Path, out: Path) -> Found:
    """Return the work that a folder holds; RequestError where it is none, holds none."""
    found = find_tasks(folder, out)
    if not found.tasks:
        raise RequestError(f'The folder "{folder.name}" holds no workbook, csv or XML file. Choose another.')
    return found


def _check_is_free(out: Path) -> None:
    """Raise RequestError where an earlier run has its reports, and OutputError where nothing can be written."""
    if any((out / name).exists() for name in (MANIFEST, JOURNAL)):
        raise RequestError(f'"{out.name}" holds the reports of an earlier run. Choose another folder for these.')


def _converted(task: Task, order: Order, out: Path) -> Entry:
    """Make one report and put it in its place; a workbook that somebody else made there is not replaced."""
    entry = put_in_place(out, task, convert_one(task, order))
    return replace(entry, reason=for_the_ribbon(entry.reason))


def _outcome(entries: list[Entry], found: Found, out: Path) -> Outcome:
    made = [one.output for one in entries if one.status == "done"]
    failed = sum(one.status == "failed" for one in entries)
    stopped = len(entries) < len(found.tasks)
    said = [
        f"Stopped after {counted(len(entries), 'return')}." if stopped else "",
        f"{counted(len(made), 'report')} of {counted(len(found.tasks), 'return')} made in {out.name}.",
        f"{counted(failed, 'return')} failed: {SUMMARY} says why." if failed else "",
    ]
    return Outcome(" ".join(filter(None, said)), (), (*made, SUMMARY), problem=bool(failed), cancelled=stopped)
