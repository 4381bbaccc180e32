"""As what an area is compared: England, a region, one of the statistical neighbours, or another authority.

A sheet says so in its column Group; without it the area's own name does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from xlperf.area import plain_name
from xlperf.errors import did_you_mean

Role = Literal["England", "region", "neighbour", "authority"]

ENGLAND = ("england", "national", "england average", "national average", "all england")
REGIONS = (
    *("east midlands", "east of england", "eastern", "london", "inner london", "outer london", "north east"),
    *("north west", "south east", "south west", "west midlands", "yorkshire and the humber", "yorkshire and humber"),
)
A_REGION = ("region", "regions", "regional", "the region")
NEIGHBOURS = (
    *("statistical neighbours", "statistical neighbour", "statistical neighbors", "stat neighbours", "sn", "sns"),
    *(
        "neighbours",
        "neighbour",
        "nearest neighbours",
        "family",
        "family group",
        "the family",
        "comparator authorities",
    ),
    *("comparator authority", "comparators", "comparator group", "comparator councils", "comparator group members"),
)
AUTHORITIES = (
    *("authorities", "authority", "other authorities", "other authority", "chosen authorities", "all authorities"),
    *("councils", "council", "other councils", "other council", "local authorities", "local authority", "other"),
)
WORDS: tuple[tuple[tuple[str, ...], Role], ...] = (
    (ENGLAND, "England"),
    ((*A_REGION, *REGIONS), "region"),
    (NEIGHBOURS, "neighbour"),
    (AUTHORITIES, "authority"),
)
"""What may stand under Group, and what it means; the case does not matter."""

OFFERED = ("England", "region", "statistical neighbours", "authorities")
_AVERAGE = re.compile(r"[\s,:(-]*\b(?:average|avg|mean)\b\)?$")


@dataclass(frozen=True, slots=True)
class ComparedAs:
    """As what an area is compared. `is_average` says that the row is the average of a group, not a member of it."""

    role: Role
    is_average: bool = False


def role_of_group(text: str) -> Role | None:
    """Return the role that a group's name stands for; None when it is no group that is known."""
    plain = _plain(text)
    return next((role for words, role in WORDS if plain in words), None)


def compared_as(area: str, group: str = "") -> ComparedAs:
    """
    Return the role of an area: that of its group where the group is known, else what the area's own name says.

    An area that is called like a group of neighbours ("Family", "SN average") is the average of that group; one that is
    called neither England nor a region nor like a group is an authority.
    """
    plain = _plain(area)
    role = role_of_group(group) or _of_name(plain)
    return ComparedAs(role, is_average=role == "neighbour" and plain in (*NEIGHBOURS, _plain(group)))


def unknown_group(text: str) -> str:
    """Return the sentence for a group that is none."""
    near = did_you_mean(text, OFFERED)
    return (
        f'"{text}" is no group to compare with.{near} Write England, region, statistical neighbours or authorities;'
        " until then the area's own name decides."
    )


def _of_name(plain: str) -> Role:
    for words, role in WORDS[:3]:
        if plain in words:
            return role
    return "authority"


def _plain(text: str) -> str:
    """Return a name as names are compared: without "average" behind it, an & for an and."""
    plain = plain_name(text.replace("&", " and "))
    return _AVERAGE.sub("", plain) or plain
