"""From a sheet of one record a row to a typed table: dates as day numbers, codes, numbers, identifiers.

`table` (what comes out), `dates` `codes` `numbers` `texts` (one kind of column each), `typed` (a sheet to a table),
`finding` (what may be said about a cell), `plans` (which child protection plans can be counted). numpy lives here.
"""
