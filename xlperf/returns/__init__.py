"""What was read becomes what it means: recognise a return, type its tables, collect its problems."""
