"""The published files of invented children (csc-validator-be-903, MIT), read whole and compared with plain reading."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from random import Random

import pytest

from tests.support.ssda903_files import TODAY, catalogue, csv_file, read
from xlperf.errors import UnreadableFile
from xlperf.returns.open_return import read_returns
from xlperf.sheets.address import parse_cell
from xlperf.workbook.read import read_book

NUMBER_CHECKED = 120

PLACED = ["988635,15/06/2013,22/11/2015,07/04/2017,XXX", "161125,24/07/2002,08/05/2015,24/02/2018,XXX"]
"""Two lines as they stand in placed_for_adoption.csv, whose reasons are no code of the collection."""


def test_a_reason_that_is_no_code_is_said_and_not_quoted():
    one = read(csv_file("placed_for_adoption", PLACED))
    assert [(problem.cell, problem.rule) for problem in one.problems] == [
        ("E2", "unknown code"),
        ("E3", "unknown code"),
    ]
    assert all("XXX" not in problem.message for problem in one.problems)


@pytest.fixture(scope="module")
def files(shared):
    return sorted((shared / "returns" / "ssda903").glob("*.csv"))


@pytest.fixture(scope="module")
def raw(files):
    """Return the lines of each file, the headings first, so that line 17 of a sheet is entry 16."""
    return {path.name: list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines())) for path in files}


@pytest.fixture(scope="module")
def real(files):
    (one,) = read_returns([read_book(path) for path in files], catalogue(), TODAY)
    return one


def test_the_ten_files_are_one_return_of_one_year(real):
    assert (real.kind, real.file) == ("ssda903", "header.csv and 9 other files")
    assert real.covers == (date(2017, 4, 1), date(2018, 3, 31))


def test_each_table_has_as_many_records_as_its_file_has_lines(real, raw):
    assert {table.file: len(table) for table in real.lists} == {name: len(lines) - 1 for name, lines in raw.items()}
    assert len(raw) == 10


def test_every_date_and_code_is_the_one_that_stands_in_the_cell(real, raw):
    episodes, lines = real.tables["episodes"].columns, raw["episodes.csv"][1:]
    starts = [datetime.strptime(line[1], "%d/%m/%Y").date().toordinal() for line in lines]
    assert episodes["started"].tolist() == starts
    for key, column in (
        ("child", 0),
        ("reason_started", 2),
        ("legal_status", 3),
        ("placement", 5),
        ("reason_ended", 8),
    ):
        assert episodes[key].tolist() == [line[column] for line in lines]


def test_the_adoptions_are_the_decisions_and_the_adopted(real, raw):
    decisions = {line[0] for line in raw["placed_for_adoption.csv"][1:]}
    adopted = {line[0] for line in raw["episodes.csv"][1:] if line[8] in {"E11", "E12"} and line[7]}
    table = real.tables["adoptions"]
    assert set(table.columns["child"]) == decisions | adopted
    assert (table.columns["adopted"] > 0).sum() == len(adopted)


RULES = {
    "date in the future",
    "review before looked after",
    "overlapping episodes",
    "unknown code",
    "duplicate row",
}


def test_the_problems_are_of_these_rules(real):
    assert {problem.rule for problem in real.problems} == RULES


def day(text):
    return datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_each_problem_is_one_that_a_person_finds_in_that_cell(real, raw, rule):
    """A random selection of each rule, compared with the line as it stands in the file."""
    of_rule = [problem for problem in real.problems if problem.rule == rule]
    header = {line[0]: line for line in raw["header.csv"][1:]}
    episodes: dict[str, list[tuple[date, date | None, str]]] = {}
    for line in raw["episodes.csv"][1:]:
        ended = day(line[7]) if line[7] else None
        episodes.setdefault(line[0], []).append((day(line[1]), ended, line[2]))
    for problem in Random(903).sample(of_rule, min(NUMBER_CHECKED, len(of_rule))):
        row, column = parse_cell(problem.cell)
        line = raw[problem.file][row - 1]
        text = line[column - 1]
        if rule == "date in the future":
            assert day(text) > date(2018, 3, 31)
        elif rule == "review before looked after":
            first = min(episodes[line[0]])
            assert day(text) < first[0]
            assert first[2] == "S"
        elif rule == "overlapping episodes":
            others = [one for one in episodes[line[0]] if one[0] < day(text)]
            assert any(ended is None or ended > day(text) for _, ended, _ in others)
        elif rule == "unknown code":
            assert text in {"XXX", "01", "02"}
        else:
            assert sum(other[0] == line[0] and other[2] == text for other in raw[problem.file][1:]) > 1
        assert line[0] in header


def test_nothing_of_these_rules_is_left_unsaid(real, raw):
    counted = Counter((problem.rule, problem.file) for problem in real.problems)
    reviews = raw["reviews.csv"][1:]
    assert counted["date in the future", "reviews.csv"] == sum(day(line[2]) > date(2018, 3, 31) for line in reviews)
    ended = [line[7] for line in raw["episodes.csv"][1:] if line[7]]
    assert counted["date in the future", "episodes.csv"] == sum(day(text) > date(2018, 3, 31) for text in ended)
    twice = Counter((line[0], line[2]) for line in reviews)
    assert counted["duplicate row", "reviews.csv"] == sum(number - 1 for number in twice.values())
    assert counted["unknown code", "placed_for_adoption.csv"] == 29


def test_the_list_of_homes_beside_them_is_no_return(shared):
    book = read_book(shared / "returns" / "ssda903" / "ch_fake.xlsx")
    with pytest.raises(UnreadableFile, match=r"ch_fake\.xlsx is no return that xlperf knows"):
        read_returns([book], catalogue())
