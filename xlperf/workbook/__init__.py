"""The only room that knows file formats: reading, writing, number formats."""

MADE_BY_XLPERF = "xlperf"
"""The custom document property that every workbook written by xlperf carries; its value is the version."""
