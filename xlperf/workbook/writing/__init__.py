"""The parts of the writer, one kind of thing on a sheet in each file. `workbook.write` puts them together."""
