"""Figures become a layout: compose a plan's blocks."""
