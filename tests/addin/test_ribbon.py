"""The ribbon is valid, shows every button, and each button has its macro."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree

import pytest

from tests.support.ribbon_rules import NAMESPACE, ribbon_faults
from xlperf.actions.button import Answers, Button, Outcome
from xlperf.actions.buttons import BUTTONS
from xlperf.actions.desk import Desk
from xlperf.addin.ribbon import callback, callbacks, ribbon_xml


def nothing(desk: Desk, answers: Answers) -> Outcome:
    return Outcome("Nothing was done.")


ONE = Button("one_thing", "One & only", "Things <1>", "Does one thing", 'Says "done".', "one", "Help", nothing)
TWO = dataclasses.replace(ONE, id="two_things", image="two", group="Others", large=True)


def controls(xml: str, kind: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(xml).iter(f"{{{NAMESPACE}}}{kind}"))


def test_the_ribbon_is_valid() -> None:
    assert ribbon_faults(ribbon_xml(BUTTONS, {button.image for button in BUTTONS})) == []
    assert ribbon_faults(ribbon_xml(BUTTONS, ())) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("screentip=", "screenTip=", "takes no screenTip"),
        ('size="large"', 'size="huge"', "size cannot be"),
        ("<button ", "<knob ", "knob is not known"),
        ('imageMso="Help"', 'imageMso="Help" image="help"', "more than one image"),
        ('id="help"', 'id="commentary"', "two controls"),
        ('id="help" ', "", "0 ids"),
        ('keytip="XP"', 'keytip="X PERF"', "keytip cannot be"),
        ("2009/07", "2006/01", "the root is"),
    ],
)
def test_the_check_sees_what_is_not_valid(before: str, after: str, fault: str) -> None:
    xml = ribbon_xml(BUTTONS, ())
    assert before in xml
    assert any(fault in found for found in ribbon_faults(xml.replace(before, after)))


def test_every_button_stands_once_in_its_group_in_order() -> None:
    groups = controls(ribbon_xml(BUTTONS, ()), "group")
    shown = [(group.get("label"), button.get("id")) for group in groups for button in group]
    assert shown[:-1] == [(button.group, button.id) for button in BUTTONS]
    assert shown[-1] == ("Functions", "last_error")


def test_texts_are_shown_as_they_are() -> None:
    xml = ribbon_xml([ONE, TWO], {"two"})
    first, second, _ = controls(xml, "button")
    assert first.attrib == {
        "id": "one_thing",
        "label": "One & only",
        "imageMso": "Help",
        "size": "normal",
        "screentip": "Does one thing",
        "supertip": 'Says "done".',
        "onAction": "XlperfRibbon.XlperfOneThing",
        "getEnabled": "XlperfRibbon.XlperfNeedsBook",
    }
    assert (second.get("image"), second.get("imageMso"), second.get("size")) == ("two", None, "large")
    assert [group.get("label") for group in controls(xml, "group")] == ["Things <1>", "Others", "Functions"]


def test_every_macro_that_the_ribbon_calls_is_in_the_module() -> None:
    called = set(re.findall(r'(?:onAction|getEnabled|onLoad)="XlperfRibbon\.(\w+)"', ribbon_xml(BUTTONS, ())))
    made = set(re.findall(r"^Public Sub (\w+)", callbacks(BUTTONS, "1.2.3").text, re.MULTILINE))
    assert called | {"XlperfRefresh"} == made
    assert len(made) == len(BUTTONS) + 4


def test_each_macro_runs_its_button_after_the_versions_were_compared() -> None:
    text = callbacks([ONE], "1.2.3").text
    assert f'Public Sub {callback(ONE)}(control As Object)\n    RunButton "one_thing"\n' in text
    (command,) = re.findall(r'RunPython "(.+)"\n', text)
    python = command.replace('" & button & "', ONE.id)
    assert '"' not in python, "cmd.exe puts the command between quotation marks"
    compile(python, "command", "exec")
    assert "versions.check('1.2.3'); buttons.run('one_thing')" in python


@pytest.mark.parametrize(
    "change",
    [
        {"id": "One Thing"},
        {"id": "last_error"},
        {"label": ""},
        {"help": "x" * 1025},
        {"tip": "two\nlines"},
        {"id": "é"},
    ],
)
def test_a_button_that_a_ribbon_or_vba_refuses_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"id:|one line|name of the ribbon's own"):
        ribbon_xml([dataclasses.replace(ONE, **change)], ())  # type: ignore[arg-type]


def test_two_buttons_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="Two buttons"):
        callbacks([ONE, ONE], "1.2.3")
