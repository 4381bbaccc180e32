"""Invented councils to compare Derby with. The documents print graphs only, so every row here is made up.

What the documents say in words holds for these rows: Derby's rate of plans was below its comparators until 2009/10 and
above both them and England in 2010/11; Derby is the fourth highest of its comparator group both for plans and for
deprivation, and half of that group lies above the national average of plans; its rate of children in care is slightly
above both averages; and rates rise with deprivation.
"""

from __future__ import annotations

from facts import Row, made_up

GROUP = "Comparator authorities"
OTHER = "authorities"
YEARS = ("2008/09", "2009/10", "2010/11")

# Plans per 10,000 in each of the years; the last line but one is the mean of the ten members of the group.
PLANS = (
    ("Northbrook", (55.1, 62.3, 68.4)),
    ("Ashmere", (50.9, 56.8, 61.7)),
    ("Brackenford", (48.7, 52.1, 57.3)),
    ("Calderholm", (43.5, 48.4, 51.9)),
    ("Dunmoor", (41.2, 45.0, 47.6)),
    ("Elmsbridge", (38.0, 41.1, 44.2)),
    ("Fernhaven", (37.6, 39.9, 41.8)),
    ("Harrowmere", (33.9, 36.4, 38.5)),
    ("Inglewold", (31.8, 33.2, 35.1)),
    ("Kestrelford", (26.3, 28.8, 30.5)),
    (GROUP, (40.7, 44.4, 47.7)),
    ("England", (38.8, 42.6, 45.9)),
)

# Children looked after per 10,000 in 2010/11.
IN_CARE = (
    ("Northbrook", 104.2),
    ("Ashmere", 96.5),
    ("Brackenford", 92.1),
    ("Calderholm", 98.3),
    ("Dunmoor", 84.7),
    ("Elmsbridge", 80.4),
    ("Fernhaven", 76.9),
    ("Harrowmere", 73.5),
    ("Inglewold", 77.8),
    ("Kestrelford", 65.6),
    (GROUP, 85.0),
    ("England", 83.6),
)

# Children living in poverty, per cent (IDACI): Derby and the comparator group.
POVERTY_IN_DERBY = 25.3
POVERTY = (
    ("Northbrook", 31.2),
    ("Ashmere", 26.9),
    ("Brackenford", 23.8),
    ("Calderholm", 28.4),
    ("Dunmoor", 24.1),
    ("Elmsbridge", 22.6),
    ("Fernhaven", 20.9),
    ("Harrowmere", 19.7),
    ("Inglewold", 24.7),
    ("Kestrelford", 18.2),
    ("England", 21.8),
)

# Other councils: children living in poverty, per cent, and plans per 10,000.
OTHERS = (
    ("Alderport", 36.4, 51.7),
    ("Birchfold", 19.1, 40.2),
    ("Cranmoor", 22.9, 35.7),
    ("Drayholme", 30.7, 60.8),
    ("Eskbridge", 27.6, 39.4),
    ("Foxcombe", 16.3, 22.8),
    ("Glenmarsh", 24.4, 47.1),
    ("Larchester", 9.8, 19.4),
    ("Mosswick", 11.3, 27.0),
    ("Netherbourne", 12.5, 21.6),
    ("Oakhampstead", 8.4, 23.1),
    ("Penrose Bay", 17.6, 36.8),
    ("Quarrydale", 29.5, 44.9),
    ("Rookminster", 33.8, 58.2),
    ("Saltmarsh", 21.4, 31.3),
    ("Thornleigh", 14.9, 30.6),
    ("Underfell", 26.2, 49.5),
    ("Vale of Linden", 10.6, 17.9),
    ("Wexmoor", 15.8, 26.4),
    ("Yarrowdale", 13.7, 33.5),
)


def _row(code: str, area: str, period: str, value: float, group: str = GROUP) -> Row:
    averages = "in line with what the documents say of the averages"
    around = averages if area in {GROUP, "England"} else "invented council"
    group = "England" if area == "England" else group
    return made_up(around, code=code, area=area, period=period, value=value, group=group)


COMPARATORS = (
    *(_row("EI&ISS PM04", area, *pair) for area, rates in PLANS for pair in zip(YEARS, rates, strict=True)),
    *(_row("EI&ISS PM04", area, "2010/11", rate, OTHER) for area, _, rate in OTHERS),
    *(_row("SS PM07", area, "2010/11", rate) for area, rate in IN_CARE),
    *(_row("IDACI", area, "2010/11", share) for area, share in POVERTY),
    *(_row("IDACI", area, "2010/11", share, OTHER) for area, share, _ in OTHERS),
)
