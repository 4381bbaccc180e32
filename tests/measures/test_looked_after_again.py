"""Children looked after, their placements, reviews and adoptions counted a second time, with plain loops."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.care_by_hand import (
    FOR_ADOPTION,
    NEVER,
    children,
    months_later,
    placements,
    stay_at,
    times_of_care,
    window_start,
)
from tests.support.record_tables import record_table, rows_of
from xlperf.measures.adoption import children_adopted, placed_within_twelve_months
from xlperf.measures.care_records import care_records
from xlperf.measures.long_term import long_term_looked_after, same_placement_two_years
from xlperf.measures.looked_after import children_looked_after
from xlperf.measures.looked_after_reviews import looked_after_reviews_due, looked_after_reviews_on_time
from xlperf.measures.placement_runs import PlacementRules, placement_runs
from xlperf.measures.placements import three_or_more_placements, three_or_more_placements_stated
from xlperf.period import Period, PeriodKind
from xlperf.returns.child_level.plans import OPEN
from xlperf.returns.child_level.table import day_of
from xlperf.symbols import Missing

DAY = timedelta(days=1)
EDGES = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1), date(2024, 8, 31)]
EDGES += [
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2025, 3, 31),
    date(2025, 4, 1),
    date(2023, 9, 30),
    date(2023, 10, 1),
]
DAYS = st.one_of(st.sampled_from(EDGES), st.dates(date(2022, 6, 1), date(2025, 12, 31)))
REASONS = st.sampled_from(["S", "L", "P", "P", "P", "P", "T", "B", "U", ""])
PLACES = st.sampled_from(["U1", "U1", "U1", "U6", "T1", "T1", "A3", "A4", "A5"])
STATUSES = st.sampled_from(["C2", "C2", "C2", "C2", "C2", "V2", "V3", "V4"])
WHERE = {"provider": st.sampled_from(["PR1", "PR1", "PR2"]), "urn": st.sampled_from(["1", "1", "2"])}
ABOUT = {"reason_started": REASONS, "placement": PLACES, "legal_status": STATUSES, **WHERE}
COLUMNS = ["child", "started", "ended", *ABOUT, "date_of_birth"]
LASTED = [0, 0, 1, 1, 5, 5, 10, 28, 60, 92, 183, 364, 365, 366, 729, 730, 731, 912, None]
BIRTHS = st.one_of(st.dates(date(2006, 1, 1), date(2020, 1, 1)), st.just(date(2008, 2, 29)), st.none(), st.just("x"))


@st.composite
def histories(draw):
    """Episodes that mostly follow one another, as returns have them, with a few odd ones among them."""
    records = []
    for child in draw(st.sampled_from(["A", "A", "AB", "ABC"])):
        day, born = draw(st.dates(date(2021, 1, 1), date(2025, 6, 1))), draw(BIRTHS)
        for _ in range(draw(st.integers(1, 7))):
            day += draw(st.sampled_from([0, 0, 0, 0, 0, 1, 40])) * DAY
            lasted = draw(st.sampled_from(LASTED))
            end = None if lasted is None else day + lasted * DAY
            about = {key: draw(values) for key, values in ABOUT.items()}
            records.append({"child": child, "started": day, "ended": end, "date_of_birth": born, **about})
            day = end or day + 30 * DAY
    odd = st.fixed_dictionaries(
        {
            "child": st.sampled_from(["A", "B", ""]),
            "started": st.one_of(DAYS, DAYS, st.none(), st.just("31/02/2024")),
            "ended": st.one_of(DAYS, st.none(), st.just("31/02/2024")),
            "date_of_birth": BIRTHS,
            **ABOUT,
        }
    )
    records += draw(st.lists(odd, max_size=2))
    return draw(st.permutations(records))


def days_that_tell(records, reviews=()):
    """Return the days on or around which something about these records turns, so that few cases find much."""
    events = [one[key] for one in records for key in ("started", "ended") if isinstance(one.get(key), date)]
    days = [months_later(day, months) for day in events for months in (0, 12, 24, 30)]
    days += [day + 28 * DAY for day in events]
    days += [months_later(one["date_of_birth"], 192) for one in records if isinstance(one["date_of_birth"], date)]
    held = [one["reviewed"] for one in reviews if isinstance(one["reviewed"], date)]
    days += [months_later(day, months) for day in held for months in (0, 3, 6)] * 3
    near = st.sampled_from([-2 * DAY, -DAY, 0 * DAY, DAY])
    return st.builds(lambda day, step: day + step, st.sampled_from(days), near) if days else DAYS


@st.composite
def on_a_day(draw):
    """Episodes, and a day on which something turns."""
    records = draw(histories())
    return records, draw(days_that_tell(records))


def table(records):
    return {"episodes": record_table("episodes", records, COLUMNS)}


checked = settings(deadline=None, max_examples=300)  # how long one case takes says nothing on a busy machine


@checked
@given(on_a_day())
def test_children_looked_after_agree_with_a_loop_over_children(case):
    records, day = case
    stays = [stay_at(stays, day) for _, stays in children(records)]
    expected = sorted(stay.row for stay in stays if stay)
    assert rows_of(children_looked_after(table(records), Period.day(day))) == expected
    as_list = {"looked_after": record_table("looked_after", [_of_list_8(record) for record in records], LIST_8)}
    assert rows_of(children_looked_after(as_list, Period.day(day))) == expected


LIST_8 = ["started", "ended", "legal_status", "placements_12_months"]


def _of_list_8(record):
    return {key: record[key] for key in ("child", "started", "ended", "legal_status")}


@checked
@given(on_a_day(), st.sampled_from([("L",), ("L",), ("L", "T", "U"), ()]), st.booleans())
def test_three_or_more_placements_agree_with_a_loop_over_placements(case, keeps, temporary):
    records, day = case
    expected = []
    for _, stays in children(records):
        now = stay_at(stays, day)
        all_of_them = [one for time in times_of_care(stays) for one in placements(time, keeps, temporary)]
        in_window = [one for one in all_of_them if one.counts and one.start <= day and one.end >= window_start(day)]
        if now and len(in_window) >= 3:
            expected.append(now.row)
    count = three_or_more_placements(table(records), Period.day(day), ", ".join(keeps), temporary)
    assert rows_of(count) == sorted(expected)


@checked
@given(histories(), st.sampled_from([("L",), ("L", "T", "U")]), st.booleans())
def test_placements_agree_with_putting_episodes_together_one_by_one(records, keeps, temporary):
    expected = []
    for _, stays in children(records):
        for time in times_of_care(stays):
            several = placements(time, keeps, temporary)
            for at, one in enumerate(several):
                before = next((other.start for other in reversed(several[:at]) if other.counts), one.start)
                rows = [stay.row for stay in one.stays]
                expected.append((rows, one.start, one.end, one.counts, before))
    tables = table(records)
    care = care_records(tables)[1]
    runs = placement_runs(tables["episodes"], care, PlacementRules(keeps, temporary))
    found = []
    for number, before in enumerate(runs.starts_with_the_one_before().tolist()):
        rows = (care.positions[runs.of_record == number] + 2).tolist()
        end = NEVER if runs.ends[number] == OPEN else day_of(runs.ends[number])
        found.append((rows, day_of(runs.starts[number]), end, bool(runs.counts[number]), day_of(before)))
    assert sorted(found) == sorted(expected)


@checked
@given(on_a_day(), st.sampled_from([None, 2, 3, 4]))
def test_placements_stated_agree_with_a_loop_over_children(case, number):
    records, day = case
    listed = [
        {**_of_list_8(record), "placements_12_months": number if at % 2 else 3} for at, record in enumerate(records)
    ]
    now = [stay for stay in (stay_at(stays, day) for _, stays in children(listed)) if stay]
    stated = [stay.record["placements_12_months"] for stay in now]
    count = three_or_more_placements_stated(
        {"looked_after": record_table("looked_after", listed, LIST_8)}, Period.day(day)
    )
    if stated and all(one is None for one in stated):
        assert count.number is Missing.NOT_AVAILABLE
    else:
        assert rows_of(count) == sorted(stay.row for stay in now if (stay.record["placements_12_months"] or 0) >= 3)


def complete(start, day, months, days, lengths):
    """Say whether so long a time, the first and the last day counted, is complete at the end of the day."""
    if lengths == "days":
        return (day - start).days + 1 >= days
    return months_later(start, months) <= day + DAY


@checked
@given(on_a_day(), st.sampled_from(["calendar months", "days"]), st.sampled_from(["L, T, U", "L"]), st.booleans())
def test_long_term_stability_agrees_with_a_loop_over_children(case, lengths, keeps, temporary):
    records, day = case
    in_care, in_placement = [], []
    for _, stays in children(records):
        now = stay_at(stays, day)
        if now is None:
            continue
        time = next(time for time in times_of_care(stays) if now in time)
        born = now.record["date_of_birth"]
        if not isinstance(born, date) or months_later(born, 16 * 12) <= day:
            continue
        if not complete(time[0].start, day, 30, 912, lengths):
            continue
        in_care.append(now.row)
        several = placements(time, keeps.split(", "), temporary)
        at = next(number for number, one in enumerate(several) if now in one.stays)
        since = several[at].start
        if now.record["placement"] in FOR_ADOPTION:
            since = next((one.start for one in reversed(several[:at]) if one.counts), since)
        if complete(since, day, 24, 730, lengths):
            in_placement.append(now.row)
    period = Period.day(day)
    assert rows_of(long_term_looked_after(table(records), period, lengths)) == sorted(in_care)
    count = same_placement_two_years(table(records), period, lengths, keeps, temporary)
    assert rows_of(count) == sorted(in_placement)


def periods(days):
    """Return periods of every kind around days; one of a day begins and ends with it."""
    return st.one_of(
        days.map(Period.day),
        days.map(Period.day),
        days.map(lambda day: Period.month(day.year, day.month)),
        days.map(Period.year_to_date),
        days.map(Period.rolling),
        days.map(lambda day: Period.day(day).year),
    )


@st.composite
def reviewed_histories(draw):
    """Episodes, reviews that were mostly held near the day on which they were due, and a period."""
    records = draw(histories())
    reviews = []
    for child in ("A", "B", "C"):
        starts = [one["started"] for one in records if one["child"] == child and isinstance(one["started"], date)]
        if not starts:
            continue
        day = draw(st.sampled_from(starts))
        for number in range(draw(st.integers(0, 6))):
            due = day + 28 * DAY if number == 0 else months_later(day, 3 if number == 1 else 6)
            day = due + draw(st.sampled_from([-20, -1, 0, 0, 0, 0, 1, 200])) * DAY
            reviews.append({"child": child, "reviewed": day, "review_code": "PN1"})
    reviews += draw(
        st.lists(
            st.fixed_dictionaries(
                {"child": st.sampled_from(["A", "B", "", "Z"]), "reviewed": st.one_of(DAYS, st.none(), st.just("x")),
                 "review_code": st.sampled_from(["PN0", "", "PN6"])}
            ),
            max_size=3,
        )
    )  # fmt: skip
    period = draw(periods(days_that_tell(records, reviews)))
    return records, draw(st.permutations(reviews)), period


def reviews_of(time, held, period, overdue, first_of_all):
    """Return for each review due in the period of one time of care whether it was held on time."""
    start, end, first = time[0].start, time[-1].end, period.first_day
    half_a_year_before = months_later(first, -6)
    due = start + 28 * DAY
    if due >= half_a_year_before or start >= first_of_all:
        waits = [(due, held[0] if held else NEVER)]
        interval = 3
    else:
        held = [day for day in held if day >= half_a_year_before]
        waits = [] if held and held[0] < first else [(first - DAY, held[0] if held else NEVER)]
        interval = 6
    for at, day in enumerate(held):
        waits.append((months_later(day, interval), held[at + 1] if at + 1 < len(held) else NEVER))
        interval = 6
    found = []
    for due, done in waits:
        in_period = first <= due <= period.last_day and due < end
        if in_period or (overdue and due < first <= done and end > first):
            found.append(done <= due)
    return found


@checked
@given(reviewed_histories(), st.sampled_from([True, True, False]), st.sampled_from([False, False, True]))
def test_reviews_agree_with_a_loop_over_children(history, overdue, still_in_care):
    records, reviews, period = history
    due, on_time = [], []
    first_of_all = min((one["reviewed"] for one in reviews if isinstance(one["reviewed"], date)), default=NEVER)
    for child, stays in children(records):
        answers = []
        row = None
        for time in times_of_care(stays):
            held = sorted(
                {one["reviewed"] for one in reviews if one["child"] == child and isinstance(one["reviewed"], date)}
            )
            held = [day for day in held if time[0].start <= day <= time[-1].end]
            if still_in_care and not time[0].start <= period.last_day < time[-1].end:
                continue
            found = reviews_of(time, held, period, overdue, first_of_all)
            row = row or (time[0].row if found else None)
            answers += found
        if row:
            due.append(row)
            if all(answers):
                on_time.append(row)
    tables = table(records)
    tables["looked_after_reviews"] = record_table("looked_after_reviews", reviews, ["reviewed", "review_code"])
    counted = "looked after on the last day" if still_in_care else "due a review"
    settings_of = {"children_counted": counted, "overdue_reviews_count": overdue}
    assert rows_of(looked_after_reviews_due(tables, period, **settings_of)) == sorted(due)
    assert rows_of(looked_after_reviews_on_time(tables, period, **settings_of)) == sorted(on_time)


ANY_DAY = st.one_of(DAYS, DAYS, DAYS, st.none(), st.just("31/02/2024"))
ADOPTIONS = st.lists(
    st.fixed_dictionaries(
        {"child": st.sampled_from(["A", "B", "C", ""]), "decided": ANY_DAY, "placed": ANY_DAY, "adopted": ANY_DAY,
         "reversed": st.one_of(st.none(), st.none(), st.none(), DAYS)}
    ),
    max_size=8,
)  # fmt: skip


@checked
@given(ADOPTIONS, periods(DAYS), st.booleans())
@example([{"child": "A", "decided": date(2024, 2, 29), "placed": date(2025, 2, 28), "adopted": date(2025, 3, 31)}],
         Period.financial_year(2024), True)  # fmt: skip
def test_adoptions_agree_with_a_loop_over_children(records, period, calendar_months):
    first_of_child = {}
    for row, record in enumerate(records, start=2):
        days = [record[key] for key in ("decided", "placed", "adopted")]
        if record.get("reversed") is None and all(isinstance(day, date) for day in days):
            mine = first_of_child.setdefault(record["child"] or row, (days[2], row, days))
            first_of_child[record["child"] or row] = min(mine, (days[2], row, days))
    adopted, in_time = [], []
    for day, row, (decided, placed, _) in first_of_child.values():
        if period.first_day <= day <= period.last_day:
            adopted.append(row)
            if placed <= (months_later(decided, 12) if calendar_months else decided + 365 * DAY):
                in_time.append(row)
    tables = {"adoptions": record_table("adoptions", records, ["decided", "placed", "adopted", "reversed"])}
    assert rows_of(children_adopted(tables, period)) == sorted(adopted)
    months = "calendar months" if calendar_months else "365 days"
    assert rows_of(placed_within_twelve_months(tables, period, twelve_months=months)) == sorted(in_time)


@checked
@given(histories())
def test_who_is_adopted_elsewhere_agrees_with_a_loop_over_placements(records):
    adoptions, expected = [], []
    for child, stays in children(records):
        to_adopters = [stay for stay in stays if stay.record["placement"] in FOR_ADOPTION and stay.end > stay.start]
        if not isinstance(child, str) or not to_adopters or to_adopters[-1].end == NEVER:
            continue
        placed, adopted = to_adopters[0].start, to_adopters[-1].end
        adoptions.append({"child": child, "decided": placed, "placed": placed, "adopted": adopted})
        last = [stay for stay in stays if stay.start <= adopted][-1]
        first = [stay for stay in stays if stay.start <= placed][-1]
        several = [one for time in times_of_care(stays) for one in placements(time, ["L", "T", "U"], False)]
        if next(one for one in several if first in one.stays) is next(one for one in several if last in one.stays):
            expected.append(len(adoptions) + 1)
    tables = table(records) | {"adoptions": record_table("adoptions", adoptions, ["decided", "placed", "adopted"])}
    always = Period(date(2040, 1, 1), date(2000, 1, 1), PeriodKind.YEAR)
    assert rows_of(children_adopted(tables, always)) == expected


@checked
@given(reviewed_histories(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(history, random):
    records, reviews, period = history
    shuffled = [random.sample(rows, len(rows)) for rows in (records, reviews)]

    def numbers(episodes, held):
        tables = table(episodes)
        tables["looked_after_reviews"] = record_table("looked_after_reviews", held, ["reviewed"])
        counts = (children_looked_after, three_or_more_placements, looked_after_reviews_due)
        return [function(tables, period).number for function in counts]

    # Of two rows with one start and one end the first stands, and which that is hangs on the order.
    starts = [(record["child"], record["started"]) for record in records]
    if len(set(starts)) == len(starts):
        assert numbers(records, reviews) == numbers(*shuffled)
