"""Excel on a Windows desktop, reached through xlwings: worksheet functions made of the cards.

`values` translates cells, `registration` makes what xlwings calls a UDF out of a card, and `udfs` is the module that
xlwings' server loads. The functions themselves know nothing of xlwings and carry none of its decorators.
"""
