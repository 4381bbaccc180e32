"""The tables that every family of returns is turned into, and what stands in each column.

Counting functions see these and nothing else, so a worked example is written in them too. Every table of children has
`child`, any table may have `team`; a column that a return does not have is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

ColumnContent = Literal["text", "date", "number"]


def _table(text: str = "", date: str = "", number: str = "") -> Mapping[str, ColumnContent]:
    """Return the columns named, each with what stands in it; every table has a child and may have a team."""
    columns: dict[str, ColumnContent] = dict.fromkeys(["child", "team", *text.split()], "text")
    columns |= dict.fromkeys(date.split(), "date")
    columns |= dict.fromkeys(number.split(), "number")
    return MappingProxyType(columns)


TABLES: Mapping[str, Mapping[str, ColumnContent]] = MappingProxyType(
    {
        "children": _table("gender ethnicity disability", "date_of_birth"),
        "plans": _table(
            "initial_category latest_category gender ethnicity",
            "started ended date_of_birth conference",
            "previous_plans",
        ),
        "plan_reviews": _table("", "plan_started reviewed"),
        "referrals": _table("no_further_action source", "referred", "referrals_before"),
        "single_assessments": _table("", "referred started authorised"),
        "section_47": _table("conference_not_required", "strategy_discussion conference"),
        "assessments": _table("kind", "referred started completed"),
        "episodes": _table(
            "reason_started legal_status need placement provider reason_ended reason_place_change urn",
            "started ended date_of_birth",
        ),
        "looked_after": _table(
            "legal_status gender ethnicity", "started ended latest_review date_of_birth", "placements_12_months"
        ),
        "looked_after_reviews": _table("review_code", "reviewed"),
        "adoptions": _table("", "decided placed adopted reversed"),
        "placed_for_adoption": _table("reason_ceased", "placed ceased"),
        "posts": _table("post role", "vacant_from vacant_to", "full_time_equivalent"),
    }
)
"""The columns of each table by name."""
