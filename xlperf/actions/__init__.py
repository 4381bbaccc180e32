"""What one ribbon button does, on a desk it is handed: the open workbooks, the selection, and a way to ask and tell.

`BUTTONS` (in `actions.buttons`) lists them in the order of the ribbon; every host is fed from it and knows nothing
else of them. The same functions run in Excel on Windows, in the task pane and in LibreOffice.
"""
