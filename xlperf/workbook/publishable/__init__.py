"""What in a workbook must not be published, and where: one small check for each kind of thing.

`check.publishable_findings` runs all of them. A check takes the workbook as it was opened and yields findings; to add
one, write a function beside these and add it to `check.CHECKS`.
"""
