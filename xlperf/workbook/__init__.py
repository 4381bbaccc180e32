"""The only room that knows file formats: reading, writing, number formats."""

MADE_BY_XLPERF = "xlperf"
"""The custom document property that every workbook written by xlperf carries; its value is the version."""

FINDINGS_SHEET = "xlperf findings"
"""The sheet that `xlperf annotate` adds to a copy of a workbook. It is no part of the return, and not read as one."""
