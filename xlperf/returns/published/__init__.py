"""Tables that others publish for every authority: what they reached, how many children live there, who is like whom.

`read_published` returns what one file holds. Which tables are known, and which of their columns gives which indicator,
is said by the files of `catalogue/returns/` whose family is "published".
"""

from xlperf.returns.published.places import Places
from xlperf.returns.published.read import FAMILY, read_published
from xlperf.returns.published.records import (
    NeighbourGroup,
    Place,
    Published,
    PublishedPopulation,
    PublishedValue,
)

__all__ = [
    "FAMILY",
    "NeighbourGroup",
    "Place",
    "Places",
    "Published",
    "PublishedPopulation",
    "PublishedValue",
    "read_published",
]
