"""Counting functions by subject; each returns numbers with the rows behind them."""
