"""Build report: one plan for one period, from the workbook in front and others beside it, as a new workbook."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk, OpenBook
from xlperf.actions.opened import book_in_front, definitions, read_data, stem_of
from xlperf.actions.steps import step
from xlperf.actions.suggestions import ALL_OTHERS
from xlperf.actions.words import counted
from xlperf.errors import UnknownName
from xlperf.journey.report import check_period, made_report, plan_in
from xlperf.period import Period
from xlperf.problem import Severity


def run(desk: Desk, answers: Answers) -> Outcome:
    """Make the report that is answered and put it where the user wants it; nothing open is changed."""
    book = book_in_front(desk)
    catalogue = definitions()
    plan = plan_in(catalogue, answers["plan"])
    period = Period.parse(answers["period"])
    check_period(period)
    books = [book, *beside(desk, answers["beside"])]
    step(desk, 0.05, f"Reading {', '.join(one.name for one in books)}")
    opened = read_data(desk, books, catalogue)
    step(desk, 0.4, f"Counting and composing {plan.title}, {period.heading}")
    content, layout = made_report(opened.inputs, plan, period, area=answers["area"], dated=desk.today)
    step(desk, 0.8, "Writing the report")
    place = desk.open_layout(layout, plan.theme, f"{stem_of(book)} {plan.id} {_in_a_name(period)}.xlsx")
    serious = sum(problem.severity is not Severity.NOTE for problem in content.problems)
    looked = f"{counted(serious, 'problem')} in its sheet Data quality." if serious else ""
    said = f"{plan.title} of {content.authority} for {period.heading} is made: {place}."
    return Outcome(" ".join(filter(None, [said, looked, opened.note])), files=(place,))


def beside(desk: Desk, named: str) -> Sequence[OpenBook]:
    """Return the other open workbooks that an answer names: none, one by its name, or all of them."""
    others = list(desk.books[1:])
    if not named:
        return []
    if named.casefold() == ALL_OTHERS:
        return others
    found = [one for one in others if one.name.casefold() == named.casefold()]
    if not found:
        raise UnknownName("other open workbook", named, [one.name for one in others])
    return found


def _in_a_name(period: Period) -> str:
    return str(period).replace("/", "-")
