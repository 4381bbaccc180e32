"""The SSDA903 return on children looked after: its tables of one or several years, read together and checked.

`read` (from files to the return), `years` (which years they cover), `checks` (what is wrong with episodes and reviews),
`adoptions` (who was decided on, placed and adopted). numpy lives here.
"""

from xlperf.returns.ssda903.read import FAMILY, read_ssda903

__all__ = ["FAMILY", "read_ssda903"]
