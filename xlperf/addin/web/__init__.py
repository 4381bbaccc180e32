"""The web add-in as a folder of files: task pane, functions in cells, Pyodide and xlperf, nothing from elsewhere.

`build` puts the folder together; `manifest` describes the add-in to Office, `metadata` its functions and buttons,
`package` is xlperf as the wheel that the pane loads, `release` gets Pyodide and the wheels it needs. What runs in the
pane is written by hand in `static/`.
"""
