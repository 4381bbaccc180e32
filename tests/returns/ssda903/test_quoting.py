"""A name that stands in any cell of the files gets into no message, no exception and no repr."""

from __future__ import annotations

import pytest

from tests.support.ssda903_files import EPISODES, HEADER, HEADINGS, REVIEWS, changed, csv_file, read
from xlperf.period import Period

CANARY = "Zephyrine Canary-Bird"
SECRET = "90817263"
BIRTH = "23/11/2017"
BETRAYED = ["zephyrine", "canary", SECRET, BIRTH, "2017-11-23", "november 2017", "nov 2017"]

FILES = {"header": HEADER, "episodes": EPISODES, "reviews": REVIEWS}
CELLS = [(name, column) for name in FILES for column in range(1, HEADINGS[name].count(",") + 2)]


def everything_said(one) -> str:
    said = [repr(one), *map(str, one.problems), *map(repr, one.problems), *map(repr, one.tables.values())]
    said += [str(one.gives(Period.parse(text), "flow")) for text in ("2025/26", "2011/12")]
    return "\n".join(said).casefold()


def read_with(name, column, text):
    files = FILES | {name: changed(FILES[name], 1, column, text)}
    return read(*(csv_file(table, lines) for table, lines in files.items()))


@pytest.mark.parametrize(("name", "column"), CELLS)
def test_a_name_in_any_cell_is_never_quoted(name, column):
    said = everything_said(read_with(name, column, CANARY))
    assert [secret for secret in BETRAYED if secret in said] == []


@pytest.mark.parametrize(
    ("name", "column", "text"),
    [
        (name, number, text)
        for name, headings in HEADINGS.items()
        if name in FILES
        for number, heading in enumerate(headings.split(","), start=1)
        if heading in {"CHILD", "DOB", "UPN", "MC_DOB", "HOME_POST", "PL_POST", "URN"}
        for text in (SECRET, BIRTH)
    ],
)
def test_an_identifier_or_a_date_of_birth_is_never_quoted(name, column, text):
    said = everything_said(read_with(name, column, text))
    assert [secret for secret in BETRAYED if secret in said] == []


def test_what_is_wrong_with_a_child_is_said_without_its_identifier_or_birth():
    header = [f"{SECRET},1,{BIRTH},WBRI,A1,,", f"{SECRET},1,{BIRTH},WBRI,A1,,"]
    episodes = [
        f"{SECRET},03/05/2016,S,V2,N1,U6,PR1,06/01/2016,X1,,,,",
        f"{SECRET},03/05/2016,S,V2,N1,U6,PR1,,,,,,",
        f"{SECRET},04/05/2036,S,V2,N1,U6,PR1,,,,,,",
    ]
    reviews = [f"{SECRET},{BIRTH},01/01/2016,PN1"] * 2
    one = read(csv_file("header", header), csv_file("episodes", episodes), csv_file("reviews", reviews))
    assert len(one.problems) >= 5
    said = everything_said(one)
    assert [secret for secret in BETRAYED if secret in said] == []
