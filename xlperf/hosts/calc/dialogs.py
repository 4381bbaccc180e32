"""The side of LibreOffice that talks to the user: questions before a button runs, progress, and what came of it.

Runs inside LibreOffice with the standard library and UNO alone. What came of a click is said in the bar above the
cells, which waits for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import uno

from xlperf.hosts.calc.sheets import setting

NAME = "xlperf"
SUCCESS, WARNING = 1, 2  # com.sun.star.frame.InfobarType
QUERY, YES_NO, YES = 3, 3, 2  # of message boxes
OK, CANCEL = 1, 2  # com.sun.star.awt.PushButtonType
PICKED = 1
SAVE_AS = 10  # com.sun.star.ui.dialogs.TemplateDescription.FILESAVE_AUTOEXTENSION
WIDTH, LINE, GAP = 220, 12, 4
STEPS = 100


class Dialogs:
    """Every way to ask and to tell, for one click."""

    def __init__(self, context: Any, document: Any) -> None:
        """Keep the window in which the button was clicked."""
        self._context = context
        self._controller = document.CurrentController if document else None
        self._status: Any = None
        self._stop: Any = None

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    @property
    def _window(self) -> Any:
        return self._controller.Frame.ContainerWindow if self._controller else None

    # Questions of the wire

    def ask(self, title: str, questions: Sequence[Mapping[str, Any]]) -> dict[str, str] | None:
        """Return the answers by the id of the question; None when the user would rather not."""
        answers: dict[str, str] = {}
        for question in questions:
            if question["kind"] in ("file", "folder"):
                picked = self._picked(question)
                if not picked and not question["optional"]:
                    return None
                answers[question["id"]] = picked
        others = [question for question in questions if question["id"] not in answers]
        if not others:
            return answers
        typed = self._typed(title, others)
        return None if typed is None else {**answers, **typed}

    def confirm(self, question: str) -> bool:
        """Return the answer to a question of yes or no."""
        box = self._service("com.sun.star.awt.Toolkit").createMessageBox(
            self._window, uno.Enum("com.sun.star.awt.MessageBoxType", "QUERYBOX"), YES_NO, NAME, question
        )
        answer = box.execute()
        box.dispose()
        return bool(answer == YES)

    def progress(self, done: float, text: str) -> None:
        """Show how far a button has come in the status bar, and a small window with "Stop"."""
        if self._controller is None:
            return
        if self._status is None:
            self._status = self._controller.Frame.createStatusIndicator()
            self._status.start(text, STEPS)
            self._stop = self._stop_window(text)
        self._status.setText(text)
        self._status.setValue(round(done * STEPS))
        self._stop.getControl("text").setText(text)

    def cancelled(self) -> bool:
        """Say whether "Stop" was clicked."""
        return self._stop is not None and bool(self._stop.getControl("stop").getModel().State)

    def say(self, sentence: str, problem: bool) -> None:
        """Show what came of the click above the cells."""
        if self._controller is None:
            return
        if self._controller.hasInfobar(NAME):
            self._controller.removeInfobar(NAME)
        self._controller.appendInfobar(NAME, NAME, sentence, WARNING if problem else SUCCESS, (), True)

    def place_for(self, name: str) -> Path | None:
        """Return where the user wants a new file of that name; None when nowhere."""
        picker = self._service("com.sun.star.ui.dialogs.FilePicker")
        picker.initialize((SAVE_AS,))
        picker.setDefaultName(name)
        if picker.execute() != PICKED:
            return None
        return Path(uno.fileUrlToSystemPath(picker.getSelectedFiles()[0]))

    def end(self) -> None:
        """Take the progress away."""
        if self._status is not None:
            self._status.end()
            self._stop.dispose()
            self._status = self._stop = None

    # Parts of them

    def _picked(self, question: Mapping[str, Any]) -> str:
        kind = "FolderPicker" if question["kind"] == "folder" else "FilePicker"
        picker = self._service(f"com.sun.star.ui.dialogs.{kind}")
        picker.setTitle(question["label"])
        if picker.execute() != PICKED:
            return ""
        url = picker.getDirectory() if kind == "FolderPicker" else picker.getSelectedFiles()[0]
        return str(uno.fileUrlToSystemPath(url))

    def _typed(self, title: str, questions: Sequence[Mapping[str, Any]]) -> dict[str, str] | None:
        dialog, model = self._dialog(title, len(questions) * (2 * LINE + 2 * GAP) + LINE + 3 * GAP)
        top = GAP
        for question in questions:
            _put(model, "FixedText", f"label {question['id']}", top, Label=question["label"])
            _put(model, *_field(question), top + LINE, **_content(question))
            top += 2 * LINE + 2 * GAP
        half = WIDTH // 2
        _put(model, "Button", "ok", top, half, half - 2 * GAP, Label="OK", PushButtonType=OK, DefaultButton=True)
        _put(model, "Button", "cancel", top, GAP, half - 2 * GAP, Label="Cancel", PushButtonType=CANCEL)
        accepted = dialog.execute() == PICKED
        answers = {question["id"]: _answer(dialog, question) for question in questions} if accepted else None
        dialog.dispose()
        return answers

    def _stop_window(self, text: str) -> Any:
        dialog, model = self._dialog(NAME, 2 * LINE + 4 * GAP)
        _put(model, "FixedText", "text", GAP, Label=text)
        _put(model, "Button", "stop", LINE + 2 * GAP, Label="Stop", Toggle=True)
        dialog.setVisible(True)
        return dialog

    def _dialog(self, title: str, height: int) -> tuple[Any, Any]:
        model = self._service("com.sun.star.awt.UnoControlDialogModel")
        model.Title, model.Width, model.Height = title, WIDTH, height
        model.PositionX, model.PositionY = 60, 40
        dialog = self._service("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(model)
        dialog.createPeer(self._service("com.sun.star.awt.Toolkit"), self._window)
        return dialog, model


def _put(
    model: Any, kind: str, name: str, top: int, left: int = GAP, width: int = WIDTH - 2 * GAP, **more: Any
) -> None:
    """Put a control into a dialog; the places are in the units of dialogs, a quarter of a letter wide."""
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.Name, control.PositionX, control.PositionY, control.Width, control.Height = name, left, top, width, LINE
    for key, value in more.items():
        setattr(control, key, value)
    model.insertByName(name, control)


def _field(question: Mapping[str, Any]) -> tuple[str, str]:
    """Return the kind of control in which a question is answered, and its name."""
    if question["kind"] == "yes or no":
        return "CheckBox", question["id"]
    if question["kind"] == "choice":
        return "ListBox", question["id"]
    return ("ComboBox" if question["choices"] else "Edit"), question["id"]


def _content(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the control at first."""
    choices, default = tuple(question["choices"]), question["default"]
    kind = _field(question)[0]
    if kind == "CheckBox":
        return {"State": int(default == "yes")}
    if kind == "ListBox":
        choices = ("", *choices) if question["optional"] else choices
        chosen = choices.index(default) if default in choices else 0
        return {
            "Dropdown": True,
            "StringItemList": choices,
            "SelectedItems": uno.Any("[]short", (chosen,) if choices else ()),
        }
    if kind == "ComboBox":
        first = choices[0] if question["kind"] == "period" else ""
        return {"Dropdown": True, "StringItemList": choices, "Text": default or first}
    return {"Text": default}


def _answer(dialog: Any, question: Mapping[str, Any]) -> str:
    control = dialog.getControl(question["id"])
    kind = _field(question)[0]
    if kind == "CheckBox":
        return "yes" if control.getState() else "no"
    return str(control.getSelectedItem() if kind == "ListBox" else control.getText())


def opened(desktop: Any, path: Path) -> None:
    """Open a new file in a window of its own."""
    desktop.loadComponentFromURL(uno.systemPathToFileUrl(str(path)), "_blank", 0, (setting("Hidden", False),))
