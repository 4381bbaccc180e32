"""The only room that joins rooms: inputs in, figures and reports out.

`inputs` opens what the user names, `stated` and `counted` find the numbers, `figures` makes and judges them, `report`
fills a plan with them; `reconcile`, `check`, `inspection` and `demo` are the other things a user can ask for.
"""
