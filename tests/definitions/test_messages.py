"""What somebody reads who made a mistake in a definition: which file, which key, what was found, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.councils import LOCAL_INDICATOR, council_folder
from xlperf.definitions import load
from xlperf.errors import DefinitionError, RequestError

FILE = "indicators/local/duplicate_referrals.toml"
NAMED = f"our definitions/{FILE}"


def message(folder: Path, files: dict[str, str]) -> str:
    with pytest.raises(DefinitionError) as refused:
        load(council_folder(folder, files))
    return str(refused.value)


def spoilt(old: str, new: str) -> str:
    assert LOCAL_INDICATOR.count(old) == 1
    return LOCAL_INDICATOR.replace(old, new)


def test_the_indicator_that_these_tests_spoil_is_right(tmp_path: Path) -> None:
    assert load(council_folder(tmp_path, {FILE: LOCAL_INDICATOR})).named("l0600").owner == "data team"


KEYS = [
    ("polarity =", "polarty =", 'key "polarty": there is no such key. Did you mean "polarity"? Correct its spelling.'),
    ('title = "Dup', 'titel = "Dup', 'key "titel": there is no such key. Did you mean "title"? Correct its spelling.'),
    ("code = ", "cod = ", 'key "cod" of codes, entry 1: there is no such key. Did you mean "code"?'),
    (
        "[numerator]\ncount",
        "[numerator]\ncuont",
        'key "cuont" of numerator: there is no such key. Did you mean "count"?',
    ),
    ("shown =", "schown =", 'key "schown" of example, entry 1: there is no such key. Did you mean "shown"?'),
    (
        'code = "L0600"',
        'code = "L0600", until = 2010-03-31',
        'key "until" of codes, entry 1: there is no such key. Take it out, or use one of code, from, to.',
    ),
    ('owner = "data team"\n', "", 'the key "owner" is missing. Add it.'),
    ('title = "Duplicate referrals"\n', "", 'the key "title" is missing. Add it.'),
    ('label = "Referrals"', "", 'key "denominator": the key "label" is missing. Add it.'),
    (
        'owner = "data team"',
        'owner = "data team"\nid = "another"',
        'key "id": the id is the name of the file, "duplicate_referrals". Take the key out, or rename the file.',
    ),
]
TYPES = [
    ("places = 1", 'places = "1"', 'key "places": "1" was found where a whole number without quotes belongs.'),
    ("places = 1", "places = 1.5", 'key "places": 1.5 was found where a whole number without quotes belongs.'),
    ("places = 1", "places = true", 'key "places": true was found where a whole number without quotes belongs.'),
    (
        "reviewed = 2026-11-20",
        'reviewed = "20 November"',
        'key "reviewed": "20 November" was found where a date without quotes, such as 2010-04-01, belongs.',
    ),
    (
        "numerator = 1",
        'numerator = "1"',
        'key "numerator" of example, entry 1: "1" was found where a number without quotes belongs.',
    ),
    ("numerator = 1", "numerator = nan", "of example, entry 1: nan was found where a number belongs."),
    ('owner = "data team"', "owner = 2026-11-20", 'key "owner": 2026-11-20 was found where a text in quotes belongs.'),
    ('["NI 68"]', '"NI 68"', 'key "related": "NI 68" was found where a list in square brackets belongs.'),
    ('["NI 68"]', "[68]", 'key "related", entry 1: 68 was found where a text in quotes belongs.'),
    (
        'owner = "data team"',
        'owner = "data team"\ndata_only = "yes"',
        'key "data_only": "yes" was found where true or false, without quotes, belongs.',
    ),
    (
        '[{ code = "L0600" }]',
        '["L0600"]',
        'key "codes", entry 1: "L0600" was found where a table of keys and values belongs.',
    ),
]
VALUES = [
    ("places = 1", "places = 9", 'key "places": 9 was found; write a number of at most 6.'),
    (
        'unit = "percent"',
        'unit = "percnt"',
        'key "unit": "percnt" was found; write one of "percent", "rate", "count", "score". Did you mean "percent"?',
    ),
    (
        'timing = "flow"',
        'timing = "monthly"',
        'key "timing": "monthly" was found; write one of "snapshot", "flow", "rolling", "annual".',
    ),
    (
        'polarity = "low"',
        'polarity = "lowish"',
        'key "polarity": "lowish" is not a polarity. Did you mean "low"? '
        "Write low, high, neutral, or the range that is good, such as 10 to 15.",
    ),
    (
        'period = "2026-04"',
        'period = "April"',
        'key "period" of example, entry 1: "April" is not a period. Write 2011/12, 2011/12 Q3, 2010-01, '
        "2009/10 to 2010-01, 12 months to 2010-01 or 2012-02-19.",
    ),
    ('[{ code = "L0600" }]', "[]", 'key "codes": the list is empty; give at least one entry.'),
    (
        'title = "Duplicate referrals"',
        'title = ""',
        'key "title": "" was found where a text that is not empty belongs.',
    ),
    (
        'scheme = "brag"',
        'scheme = "bragg"',
        'key "scheme": there is no rating scheme "bragg". Did you mean "brag"? It can be brag, brag_points, status.',
    ),
    ('["NI 68"]', '["NI 86"]', 'key "related": no indicator carries the code "NI 86". Did you mean'),
    (
        'rating = "green"',
        'rating = "gren"',
        'key "rating" of example, entry 1: the scheme "brag" has no rating "gren". Did you mean "green"?',
    ),
    (
        'owner = "data team"',
        'owner = "data team"\nred_limit = 16',
        'key "red_limit": the rating scheme "brag" has no use for it. Take it out, or choose a scheme',
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), [*KEYS, *TYPES, *VALUES])
def test_one_message_names_file_and_key_and_says_what_to_do(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = message(tmp_path, {FILE: spoilt(old, new)})
    assert found.startswith(NAMED)
    assert said in found
    assert "\n" not in found


def test_two_mistakes_are_said_in_two_lines(tmp_path: Path) -> None:
    text = spoilt("places = 1", "places = 9").replace('unit = "percent"', 'unit = "none"')
    lines = message(tmp_path, {FILE: text}).splitlines()
    assert len(lines) == 2
    assert all(line.startswith(NAMED) for line in lines)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'title = "A"\nunit : "percent"\n',
            ", line 2, column 6: this is not TOML (expected '=' after a key in a key/value pair).",
        ),
        ('title = "A"\ntitle = "B"\n', ": this is not TOML (cannot overwrite a value)."),
        ("codes = [", ", line 1, column 10: this is not TOML"),
        ("title = “A”\n", 'The line has curly quotes; write straight ones (").'),
        ('title = "a\\d"\n', "The line has a backslash; write the text in single quotes, or the backslash twice."),
    ],
)
def test_a_file_that_is_not_toml_is_named_with_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    found = message(tmp_path, {FILE: text})
    assert found.startswith(f"{NAMED}, line ")
    assert said in found


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert load(council_folder(tmp_path, {FILE: "\ufeff" + LOCAL_INDICATOR})).find("L0600")


def test_a_file_in_another_encoding_is_refused_with_the_remedy(tmp_path: Path) -> None:
    folder = council_folder(tmp_path, {FILE: ""})
    (folder / FILE).write_bytes('title = "Café"'.encode("latin-1"))
    with pytest.raises(DefinitionError, match=r"not in UTF-8 \(at byte 13\). Save it again"):
        load(folder)


def test_two_files_claiming_a_code_on_one_day_are_both_named_with_the_day(tmp_path: Path) -> None:
    claims = spoilt('{ code = "L0600" }', '{ code = "ni-59", from = 2009-01-01, to = 2010-06-30 }')
    assert message(tmp_path, {FILE: claims}) == (
        f"{NAMED} and xlperf/catalogue/indicators/assessments/initial_assessments_seven_days.toml: both claim the code "
        '"ni-59" on 1 January 2009. End it in one of them ("to") before it begins in the other ("from"), '
        "or give one of them another code."
    )


def test_a_code_claimed_on_every_day_by_two_files_is_an_error(tmp_path: Path) -> None:
    found = message(tmp_path, {FILE: spoilt('"L0600"', '"Pm 04"')})
    assert "plan_rate.toml" in found
    assert 'both claim the code "Pm 04" on the same days' in found


def test_a_code_may_pass_from_one_file_to_another(tmp_path: Path) -> None:
    other = "indicators/local/duplicate_referrals_before.toml"
    files = {
        FILE: spoilt('{ code = "L0600" }', '{ code = "L0600", from = 2026-04-01 }'),
        other: spoilt('{ code = "L0600" }', '{ code = "L0600", to = 2026-03-31 }'),
    }
    assert load(council_folder(tmp_path, files)).named("L0600").id == "duplicate_referrals"


def test_a_code_written_twice_in_one_file_is_an_error(tmp_path: Path) -> None:
    found = message(tmp_path, {FILE: spoilt('{ code = "L0600" }', '{ code = "L0600" }, { code = "l 0600" }')})
    assert found.startswith(f'{NAMED}: the code "L0600" stands here twice on the same days.')


def test_two_files_of_one_name_are_both_named(tmp_path: Path) -> None:
    found = message(tmp_path, {FILE: LOCAL_INDICATOR, "indicators/other/duplicate_referrals.toml": LOCAL_INDICATOR})
    assert found == (
        f"{NAMED} and our definitions/indicators/other/duplicate_referrals.toml: two files have one name, "
        "and the name is the id. Rename one."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "indicator/a.toml",
            'indicators, ratings, reports, themes and returns. Did you mean "indicators"? Move the file',
        ),
        ("a.toml", "a.toml: a definition lies in one of the folders indicators, ratings, reports, themes and returns."),
        ("indicators/a.toml.txt", "indicators/a.toml.txt: the name ends in .txt. Rename the file to end in .toml."),
    ],
)
def test_a_file_that_would_never_be_read_is_said(tmp_path: Path, name: str, said: str) -> None:
    assert said in message(tmp_path, {name: LOCAL_INDICATOR})


def test_a_folder_that_is_not_there_is_a_request_that_cannot_be_met(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match='There is no folder "nowhere" to lay over the catalogue'):
        load(tmp_path / "nowhere")


def test_a_report_plan_with_an_unknown_theme_or_block_is_refused(tmp_path: Path) -> None:
    theme = message(tmp_path, {"reports/monthly.toml": 'theme = "plan"'})
    assert theme == (
        'our definitions/reports/monthly.toml, key "theme": there is no theme "plan". Did you mean "plain"? '
        "It can be plain."
    )
    block = message(tmp_path, {"reports/monthly.toml": 'blocks = ["cover", "keys"]'})
    assert 'key "blocks", entry 2: "keys" was found; write one of "cover"' in block
    assert 'Did you mean "key"?' in block
