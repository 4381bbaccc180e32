"""Arithmetic only: rate, interval, rating, trend, target. Needs the standard library alone.

Every function takes numbers that may be missing, with their reason, and gives back a number or a reason; nothing here
reads, writes or rounds for show. `xlperf.report.formulas` says the same in native Excel formulas.
"""
