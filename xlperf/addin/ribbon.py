"""The ribbon of the Excel add-in: one tab made of the buttons, and the VBA that a click runs.

The part is customUI14.xml (Office 2010 and later). Each button calls a macro of its own, which starts
`xlperf.hosts.excel.buttons`; it is grey while no workbook is open. Beside the buttons of `xlperf.actions` there is one
that only this host needs: "Last error" shows why a function in a cell gave an error value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import quoteattr

from xlperf.actions.button import Button
from xlperf.addin.vba_project import Module

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
TAB = "xlperf"
MODULE = "XlperfRibbon"
LONGEST_TEXT = 1024  # of a label, a tip or a name, says the schema of the ribbon
FUNCTIONS_GROUP = "Functions"
BUTTON_MODULE = "xlperf.hosts.excel"
OWN_MACROS = ("XlperfLoaded", "XlperfRefresh", "XlperfNeedsBook", "XlperfLastError")


def ribbon_xml(buttons: Sequence[Button], images: Collection[str]) -> str:
    """
    Return customUI14.xml for the buttons, grouped as they come.

    A button whose `image` is among `images` shows that drawing, any other one of Excel's own. ValueError for a text
    that is too long for a ribbon, and for two buttons of one id.
    """
    check(buttons)
    groups = [
        f'<group id="group{number}" label={quoteattr(label)}>{"".join(_button(one, images) for one in members)}</group>'
        for number, (label, members) in enumerate(groupby(buttons, key=lambda button: button.group), start=1)
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<customUI xmlns="{NAMESPACE}" onLoad="{MODULE}.XlperfLoaded"><ribbon><tabs>'
        f'<tab id="xlperfTab" label="{TAB}" keytip="XP">{"".join(groups)}{_functions_group(images)}</tab>'
        "</tabs></ribbon></customUI>\n"
    ).replace("><", ">\n<")


def check(buttons: Iterable[Button]) -> None:
    """Raise ValueError with everything in the buttons that a ribbon or VBA would refuse."""
    faults = list(faults_of(buttons))
    if faults:
        raise ValueError(" ".join(faults))


def faults_of(buttons: Iterable[Button]) -> Iterator[str]:
    """Yield a sentence for everything in the buttons that a ribbon or VBA would refuse."""
    seen = set(OWN_MACROS)
    for button in buttons:
        if not (button.id.isidentifier() and button.id.isascii() and button.id.islower()):
            yield f"{button.id!r} cannot be a button's id: small letters, digits and underscores only."
        if callback(button) in seen:
            yield f"Two buttons are called {button.id}, or it is a name of the ribbon's own."
        seen.add(callback(button))
        for what in ("label", "group", "tip", "help"):
            text = getattr(button, what)
            if not text or len(text) > LONGEST_TEXT or not text.isprintable():
                yield f"{button.id}: the {what} must be one line of 1 to {LONGEST_TEXT:,} characters."


def _button(button: Button, images: Collection[str]) -> str:
    shown = (
        f"image={quoteattr(button.image)}" if button.image in images else f"imageMso={quoteattr(button.office_image)}"
    )
    return (
        f"<button id={quoteattr(button.id)} label={quoteattr(button.label)} {shown} "
        f'size="{"large" if button.large else "normal"}" '
        f"screentip={quoteattr(button.tip)} supertip={quoteattr(button.help)} "
        f'onAction="{MODULE}.{callback(button)}" getEnabled="{MODULE}.XlperfNeedsBook"/>'
    )


def _functions_group(images: Collection[str]) -> str:
    shown = 'image="last_error"' if "last_error" in images else 'imageMso="ErrorChecking"'
    return (
        f'<group id="groupFunctions" label="{FUNCTIONS_GROUP}">'
        f'<button id="last_error" label="Last error" {shown} size="normal" screentip="Why a function gave an error" '
        'supertip="Shows the reasons of the last error values that PERF_ functions gave in cells, or what keeps them '
        f'from reaching Python." onAction="{MODULE}.XlperfLastError"/></group>'
    )


def callback(button: Button) -> str:
    """Return the macro that a button runs: check_return is XlperfCheckReturn."""
    return "Xlperf" + "".join(word.capitalize() for word in button.id.split("_"))


def callbacks(buttons: Sequence[Button], xlwings: str) -> Module:
    """Return the module of the ribbon's macros, for an add-in made from that version of xlwings."""
    check(buttons)
    return Module(MODULE, HEAD.replace("XLWINGS", xlwings) + "".join(_macro(button) for button in buttons))


def _macro(button: Button) -> str:
    return f'\nPublic Sub {callback(button)}(control As Object)\n    RunButton "{button.id}"\nEnd Sub\n'


# `control As Object`, not IRibbonControl: then the project needs no reference to a version of Office.
HEAD = f"""Option Explicit
' What the ribbon calls. Made from the buttons by macros/recipes/make.py: do not change it by hand.

Private ribbon As Object
Private watcher As XlperfEvents

Public Sub XlperfLoaded(shown As Object)
    Set ribbon = shown
    Set watcher = New XlperfEvents
    watcher.Watch Application
End Sub

Public Sub XlperfRefresh()
    If Not ribbon Is Nothing Then ribbon.Invalidate
End Sub

Public Sub XlperfNeedsBook(control As Object, ByRef enabled As Variant)
    enabled = Not (ActiveWorkbook Is Nothing)
End Sub

Public Sub XlperfLastError(control As Object)
    MsgBox Left$(PerfReasons(), 1000), vbInformation, "xlperf"
End Sub

Private Sub RunButton(ByVal button As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox "Open a workbook first, then click again.", vbInformation, "xlperf"
        Exit Sub
    End If
    RunPython "from {BUTTON_MODULE} import buttons, versions; versions.check('XLWINGS'); buttons.run('" & button & "')"
End Sub
"""
