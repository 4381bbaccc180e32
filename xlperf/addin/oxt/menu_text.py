"""The menu "xlperf" and the toolbar of the same name, made of the buttons, for Calc windows only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from xlperf.actions.button import Button
from xlperf.addin.oxt.functions_text import NAMESPACES, text_property
from xlperf.addin.oxt.names import IDENTIFIER, command_address

TITLE = "xlperf"
CALC = "com.sun.star.sheet.SpreadsheetDocument"
SEPARATOR = "private:separator"
IMAGES = "images"
SMALL, LARGE = 16, 32
"""The sizes of LibreOffice's small and large icons that we have drawings of."""


def menu_text(buttons: Sequence[Button]) -> str:
    """Return Addons.xcu: a menu and a toolbar with every button in order, a line between groups, and the images."""
    entries = list(_with_lines(buttons))
    images = "".join(_image(button) for button in buttons)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:component-data {NAMESPACES} oor:name="Addons" oor:package="org.openoffice.Office">\n'
        '<node oor:name="AddonUI">\n'
        f'<node oor:name="OfficeMenuBar">\n<node oor:name="{IDENTIFIER}.menu" oor:op="replace">\n'
        f"{text_property('Title', TITLE)}{_plain('Context', CALC)}"
        f'<node oor:name="Submenu">\n{_numbered(entries)}</node>\n</node>\n</node>\n'
        f'<node oor:name="OfficeToolBar">\n<node oor:name="{IDENTIFIER}.toolbar" oor:op="replace">\n'
        f"{text_property('Title', TITLE)}{_numbered(entries)}</node>\n</node>\n"
        f'<node oor:name="Images">\n{images}</node>\n</node>\n</oor:component-data>\n'
    )


def toolbar_name_text() -> str:
    """Return CalcWindowState.xcu, which alone gives the toolbar its name; LibreOffice calls it "Add-On 1" otherwise."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:component-data {NAMESPACES} oor:name="CalcWindowState" oor:package="org.openoffice.Office.UI">\n'
        '<node oor:name="UIElements">\n<node oor:name="States">\n'
        f'<node oor:name="private:resource/toolbar/addon_{IDENTIFIER}.toolbar" oor:op="replace">\n'
        f"{text_property('UIName', TITLE)}</node>\n</node>\n</node>\n</oor:component-data>\n"
    )


def image_files(button: Button) -> tuple[str, str]:
    """Return the paths, inside the extension, of a button's small and large image."""
    return f"{IMAGES}/{button.image}_{SMALL}.png", f"{IMAGES}/{button.image}_{LARGE}.png"


def _with_lines(buttons: Iterable[Button]) -> Iterable[Button | None]:
    """Yield the buttons, and None where a line parts two groups."""
    for number, (_, members) in enumerate(groupby(buttons, key=lambda button: button.group)):
        if number:
            yield None
        yield from members


def _numbered(entries: Iterable[Button | None]) -> str:
    """Return the entries; LibreOffice sorts them by name, so a number with leading zeros is theirs."""
    return "".join(
        f'<node oor:name="m{number:03}" oor:op="replace">\n{_entry(button)}</node>\n'
        for number, button in enumerate(entries)
    )


def _entry(button: Button | None) -> str:
    if button is None:
        return _plain("URL", SEPARATOR)
    return (
        _plain("URL", command_address(button.id))
        + text_property("Title", button.label)
        + _plain("Target", "_self")
        + _plain("Context", CALC)
    )


def _image(button: Button) -> str:
    small, large = image_files(button)
    return (
        f'<node oor:name="{IDENTIFIER}.image.{button.id}" oor:op="replace">\n'
        f"{_plain('URL', command_address(button.id))}"
        f'<node oor:name="UserDefinedImages">\n{_plain("ImageSmallURL", f"%origin%/{small}")}'
        f"{_plain('ImageBigURL', f'%origin%/{large}')}</node>\n</node>\n"
    )


def _plain(name: str, text: str) -> str:
    return f'<prop oor:name={quoteattr(name)} oor:type="xs:string"><value>{escape(text)}</value></prop>\n'
