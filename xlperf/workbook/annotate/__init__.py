"""Findings written into a copy of somebody's own workbook, in which every part not concerned stays as it was.

    annotated(data, file, problems)   →   Annotated: the bytes of the copy, and what was marked

Cells with a problem get a fill and a note, and a sheet of their own lists everything that was found. Only the places
that change are spliced (`xlperf.workbook.splice`); all other members of the package are copied as they are packed.
"""
