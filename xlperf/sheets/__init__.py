"""Pure shapes of spreadsheets; nothing here knows a file format or a library.

`address` (A1), `grid` (what was read), `layout` (what will be written), `theme` (how it looks).
"""
