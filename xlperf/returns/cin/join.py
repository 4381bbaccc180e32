"""What a record of the census takes over from the records around it: the child, the referral, the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.returns.child_level.plans import numbered_children
from xlperf.returns.child_level.table import Positions, Table
from xlperf.returns.cin.conferences import conferences_of_plans
from xlperf.returns.cin.records import CensusTable

WHO = ("child", "child number")
WHO_OF_A_PLAN = (*WHO, "date_of_birth", "gender", "ethnicity")


def joined(tables: Mapping[str, CensusTable]) -> dict[str, CensusTable]:
    """Return the tables, by key, with what their records take over."""
    children = _with(tables["children"], {"child number": _numbers(tables["children"])})
    referrals = _taking(tables["referrals"], children, tables["referrals"].around, WHO)
    result = {"children": children, "referrals": referrals}
    for key in ("single_assessments", "in_need_plans", "section_47", "plans"):
        one = tables[key]
        who = WHO_OF_A_PLAN if key == "plans" else WHO
        one = _taking(one, children, referrals.around[one.around], who)
        result[key] = one if key == "plans" else _taking(one, referrals, one.around, ("referred",))
    result["plans"] = plans = _with(result["plans"], {"conference": _conferences(result)})
    reviews = _taking(tables["plan_reviews"], plans, tables["plan_reviews"].around, WHO)
    result["plan_reviews"] = _taking(reviews, plans, reviews.around, ("started",), {"started": "plan_started"})
    return result


def in_need(referrals: Table) -> Table:
    """Return the episodes of need: the referrals, but those of which no further action came."""
    kept = referrals.taking(referrals.columns["no_further_action"] != "yes")
    names = {**{key: key for key in (*WHO, "primary_need", "reason_closed")}, "referred": "started", "closed": "ended"}
    columns = {name: kept.columns[key] for key, name in names.items()}
    return replace(kept, name="in_need", title="CINdetails, episodes of need", columns=columns, derived=True)


def _numbers(children: CensusTable) -> Positions:
    return numbered_children(children.table.columns["child"].tolist())


def _conferences(tables: Mapping[str, CensusTable]) -> NDArray[np.int32]:
    referrals, enquiries, plans = tables["referrals"], tables["section_47"], tables["plans"]
    stated = [
        (np.arange(len(referrals.table)), referrals.table.columns["conference"]),
        (enquiries.around, enquiries.table.columns["conference"]),
    ]
    return conferences_of_plans(plans.table.columns["started"], plans.around, stated)


def _taking(
    one: CensusTable,
    other: CensusTable,
    owners: Positions,
    keys: tuple[str, ...],
    names: Mapping[str, str] | None = None,
) -> CensusTable:
    """Return a table with columns of another one, given the record of that which each of its own belongs to."""
    new_names = {key: (names or {}).get(key, key) for key in keys}
    columns = {new_names[key]: other.table.columns[key][owners] for key in keys}
    # The line of the child's number is the child's, so a record is named by its own line instead.
    lines = {new_names[key]: other.lines[key][owners] for key in keys if key in other.lines and key not in WHO}
    return _with(one, columns, lines)


def _with(
    one: CensusTable, columns: Mapping[str, NDArray[Any]], lines: Mapping[str, NDArray[np.int32]] | None = None
) -> CensusTable:
    table = replace(one.table, columns={**one.table.columns, **columns})
    return replace(one, table=table, lines={**one.lines, **(lines or {})})
