"""A return's file that builds on another, codes that columns share, and what a return says it lacks."""

from __future__ import annotations

import pytest

from tests.support.councils import council_folder
from xlperf.definitions.load import load
from xlperf.errors import DefinitionError

BASE = """
title = "Visits"
family = "visits"

[answers.yes_or_no]
values = { yes = "Yes", no = "No" }

[[lacks]]
tables = ["plans"]
reason = "Visits are no plans."
instead = "Annex A has those."

[[tables]]
key = "visits"
name = "Visits"
columns = [
    { key = "child", heading = "Child", kind = "identifier", required = true, identifies = true },
    { key = "seen", heading = "Seen", answers = "yes_or_no", value_aliases = { yes = ["Seen"] } },
]
"""


def catalogue(tmp_path, **files):
    return load(council_folder(tmp_path, {f"returns/{name}.toml": text for name, text in files.items()}))


def refusal(tmp_path, **files):
    with pytest.raises(DefinitionError) as error:
        catalogue(tmp_path, **files)
    return str(error.value)


def test_a_new_year_says_only_what_is_new(tmp_path):
    newer = """
extends = "visits_2020"
title = "Visits (2024)"

[[tables]]
key = "visits"
columns = [
    { key = "seen", heading = "Child seen" },
    { key = "alone", heading = "Seen alone", answers = "yes_or_no" },
]

[[tables]]
key = "visitors"
name = "Visitors"
columns = [{ key = "visitor", heading = "Visitor" }]
"""
    returns = catalogue(tmp_path, visits_2020=BASE, visits_2024=newer).returns
    new, old = returns["visits_2024"], returns["visits_2020"]
    assert (new.title, new.family, new.extends) == ("Visits (2024)", "visits", "visits_2020")
    assert [table.key for table in new.tables] == ["visits", "visitors"]
    assert [column.key for column in new.tables[0].columns] == ["child", "seen", "alone"]
    seen = new.tables[0].column("seen")
    assert (seen.heading, seen.kind, seen.values) == ("Child seen", "choice", {"yes": "Yes", "no": "No"})
    assert [column.heading for column in old.tables[0].columns] == ["Child", "Seen"]
    assert new.lacks == old.lacks


def test_a_third_year_may_build_on_the_second(tmp_path):
    second, third = 'extends = "visits_1"\nhelp = "second"', 'extends = "visits_2"\ntitle = "Third"'
    third_year = catalogue(tmp_path, visits_1=BASE, visits_2=second, visits_3=third).returns["visits_3"]
    assert (third_year.title, third_year.help, len(third_year.tables)) == ("Third", "second", 1)


def test_a_council_adds_a_heading_to_the_built_in_file_of_the_same_name(tmp_path):
    ours = """
extends = "annex_a"

[[tables]]
key = "plans"
columns = [{ key = "started", aliases = ["Plan began"] }]

[answers.gender.value_aliases]
F = ["2", "Lass"]
"""
    changed, built_in = catalogue(tmp_path, annex_a=ours).returns["annex_a"], load().returns["annex_a"]
    assert [table.key for table in changed.tables] == [table.key for table in built_in.tables]
    assert changed.table("plans").column("started").aliases == ("Plan began",)
    assert changed.table("plans").column("started").required
    assert changed.table("contacts").column("gender").value_aliases["F"] == ("2", "Lass")
    assert changed.table("contacts").column("gender").value_aliases["M"] == ("1", "Boy")


def test_a_return_that_extends_nothing_there_is_refused_with_the_nearest(tmp_path):
    said = refusal(tmp_path, visits_2024='extends = "anex_a"')
    assert said.startswith(
        'our definitions/returns/visits_2024.toml, key "extends": there is no return "anex_a". Did you mean "annex_a"?'
    )


def test_files_that_extend_each_other_are_refused(tmp_path):
    said = refusal(tmp_path, one='extends = "two"', two='extends = "one"')
    assert '"one" extends "two" extends "one", which leads nowhere' in said
    assert "leads nowhere" in refusal(tmp_path, visits=BASE, one='extends = "one"', two='extends = "one"')


def test_answers_that_are_not_there_are_refused_with_the_nearest(tmp_path):
    said = refusal(tmp_path, visits=BASE.replace('answers = "yes_or_no"', 'answers = "yes_or_know"'))
    assert said == (
        'our definitions/returns/visits.toml, key "answers" of the column "seen": there are no answers of the name '
        '"yes_or_know". Did you mean "yes_or_no"? Add [answers.yes_or_know], or correct the name.'
    )


def test_what_a_column_says_itself_is_laid_over_the_answers(tmp_path):
    seen = catalogue(tmp_path, visits=BASE).returns["visits"].tables[0].column("seen")
    assert seen.values == {"yes": "Yes", "no": "No"}
    assert seen.value_aliases == {"yes": ("Seen",)}


def test_a_misspelt_key_of_a_lack_is_pointed_at(tmp_path):
    said = refusal(tmp_path, visits=BASE.replace("instead =", "insted ="))
    assert 'key "insted" of lacks, entry 1' in said
    assert 'Did you mean "instead"?' in said


def test_a_return_says_why_it_has_not_what_is_needed(tmp_path):
    visits = catalogue(tmp_path, visits=BASE).returns["visits"]
    assert str(visits.lack_of(["plans"])) == "Visits are no plans. Annex A has those."
    assert visits.lack_of(["children"]) is None


def test_what_is_not_a_table_where_one_belongs_is_refused_as_ever(tmp_path):
    assert 'key "tables"' in refusal(tmp_path, visits='title = "V"\nfamily = "v"\ntables = 3')
    assert "columns" in refusal(
        tmp_path, visits='title = "V"\nfamily = "v"\n[[tables]]\nkey = "a"\nname = "A"\ncolumns = 3'
    )


def test_the_years_of_ssda903_build_on_each_other():
    returns = load().returns
    assert returns["ssda903_2024"].extends == "ssda903_2019"
    old, new = ({table.key for table in returns[f"ssda903_{year}"].tables} for year in (2019, 2024))
    assert new - old == {"social_workers", "deprivations_of_liberty"}
    assert not old - new
