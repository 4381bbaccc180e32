"""LibreOffice Calc: worksheet functions in cells, and a menu that runs the buttons.

Two programs work together. Inside LibreOffice, in its own Python and with nothing but the standard library, run
`component` (what LibreOffice loads), `service` with `values` (the functions) and `menu` with `sheets` and `dialogs`
(the side of the buttons that touches the workbook). Buttons need all of xlperf, so a click starts `worker` with its
desk `remote` in the Python that xlperf is installed in; the two talk in lines of JSON (`wire`). `settings` says which
Python that is, and `installing` puts everything in its place.
"""
