"""Excel anywhere, without an installation: the Python that runs inside the task pane, under Pyodide.

The pane (`xlperf/addin/web/static`) does what only JavaScript can: it reads the open workbook through Office.js into
plain data, and carries out a list of changes. Everything between the two is here, and both ways are JSON texts:

    functions.answer(calls)           the calls that cells made within one tick → their answers      (`functions`)
    press.questions(click)            what a button asks, its choices filled from the open workbook  (`press`)
    press.press(click, …)             a click → what came of it, and the changes to carry out        (`press`)

The workbook as the pane collects it (`desk`), rows and columns from 1:

    {"name": "book.xlsx", "address": "https://…", "saved": true, "protected": false,
     "sheets": [{"name": "Figures", "visible": true, "protected": false, "row": 1, "column": 1,
                 "values": [[…]], "formats": {"0.0%": [[row, column], …]}}],
     "selection": {"sheet": "Figures", "row": 2, "column": 3, "values": [[…]], "formats": {…}, "more": false} or null,
     "content": "/workbook.xlsx" or null, "pdf": "/workbook.pdf" or null}

`content` and `pdf` are files inside Pyodide, with the bytes that Excel gave. `values` of a sheet too large for the pane
are null. Values are numbers, texts, true, false, and "" for a blank; an error is its text, such as "#N/A". Dates are
numbers, as Excel keeps them, known by the number format of their cell. The changes (`changes`) are made in order:

    {"do": "add sheet", "name", "row", "column", "formulas", "formats", "styles", "widths", "heights", "rules", …}
    {"do": "write", "sheet", "row", "column", "formulas"}      {"do": "colour", "sheet", "address", "rules"}
    {"do": "select", "sheet", "address"}                       {"do": "save", "name", "content": base64}

Nothing is changed before a button has finished, so one that is stopped, or that still has to ask, has changed nothing.
`serve` and `certificate` stand apart: they run on a computer with Python, to try the add-in out.
"""
