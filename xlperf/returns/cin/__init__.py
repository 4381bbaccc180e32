"""The CIN census: its records as typed tables, checked, each with the line of the XML in which it stands.

`read` (the census as a whole), `several` (censuses of several years as one), `records` (one kind of element to a
table), `join` (what a record takes over from those around it), `conferences` (which initial conference led to which
plan), `checks` and `dates` (what is wrong).
The elements are described in `catalogue/returns/cin_2022.toml` and the files that extend it; numpy lives here.
"""

from xlperf.returns.cin.read import FAMILY, read_cin
from xlperf.returns.cin.several import read_censuses

__all__ = ["FAMILY", "read_censuses", "read_cin"]
