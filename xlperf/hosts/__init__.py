"""Command line, Excel and other hosts: they translate words and clicks into a call. No sums."""
