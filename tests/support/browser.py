"""Chromium without a window, spoken to in its own protocol (CDP) over a pipe: nothing has to be installed for it.

with Browser(chromium) as browser:
    page = browser.page()
    page.answer("https://elsewhere/*", script, "text/javascript")
    page.go("https://localhost:3000/taskpane.html")
    page.run("document.title")
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from select import select
from types import TracebackType
from typing import Any

PATIENCE = 120.0
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--ignore-certificate-errors", "--disable-background-networking", "--disable-component-update"),
    *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1", "--remote-debugging-pipe"),
)
"""No name but localhost is found, so a page that fetched anything from elsewhere would fail."""


def chromium() -> str | None:
    """Return the program: Chromium, Chrome or Edge; None when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
    return next(filter(None, map(shutil.which, names)), None)


class Browser:
    """One headless browser; end it by leaving the `with`."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.mkdtemp(prefix="xlperf-chromium-")
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()

        def as_3_and_4() -> None:
            os.dup2(theirs_in, 63)
            os.dup2(theirs_out, 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self._profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=as_3_and_4,
            close_fds=False,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._number = 0
        self._rest = b""
        self._waiting: dict[int, dict[str, Any]] = {}
        self.listeners: list[Callable[[dict[str, Any]], None]] = []

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)

    def send(self, method: str, session: str = "", **parameters: object) -> int:
        """Send a command and return its number."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        return self._number

    def ask(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """Send a command and return its result; whatever else is told meanwhile goes to the listeners."""
        number = self.send(method, session, **parameters)
        until = time.monotonic() + PATIENCE
        while number not in self._waiting:
            self.hear(until)
        answer = self._waiting.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def hear(self, until: float) -> None:
        """Wait for something to be told and hand it on."""
        if not select([self._from], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError("the browser did not answer")
        read = os.read(self._from, 1 << 20)
        if not read:
            raise RuntimeError("the browser ended")
        *messages, self._rest = (self._rest + read).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self._waiting[message["id"]] = message
            else:
                for listener in list(self.listeners):
                    listener(message)

    def page(self) -> Page:
        """Open a page."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        return Page(self, self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])


class Page:
    """One page: what it is asked, what is answered in its place, what it requested and complained of."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session
        self._answers: list[tuple[str, bytes, str]] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []
        browser.listeners.append(self._hear)
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._ask(f"{domain}.enable")

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        return self._browser.ask(method, self._session, **parameters)

    def _hear(self, message: dict[str, Any]) -> None:
        if message.get("sessionId") != self._session:
            return
        told = message["params"]
        match message["method"]:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Runtime.exceptionThrown":
                details = told["exceptionDetails"]
                self.complaints.append(details.get("exception", {}).get("description", details["text"]))
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.complaints.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
            case "Fetch.requestPaused":
                self._fulfil(told["requestId"], told["request"]["url"])

    def _fulfil(self, request: str, url: str) -> None:
        for start, content, kind in self._answers:
            if url.startswith(start):
                self._browser.send(
                    "Fetch.fulfillRequest",
                    self._session,
                    requestId=request,
                    responseCode=200,
                    responseHeaders=[{"name": "Content-Type", "value": kind}],
                    body=base64.b64encode(content).decode(),
                )
                return

    def answer(self, start: str, content: str, kind: str) -> None:
        """Answer every request whose address starts so with this content."""
        self._answers.append((start, content.encode(), kind))
        self._ask("Fetch.enable", patterns=[{"urlPattern": f"{one}*"} for one, _, _ in self._answers])

    def go(self, url: str) -> None:
        """Load an address and wait until its document is there."""
        self._ask("Page.navigate", url=url)
        self.wait("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression; a promise is waited for."""
        done = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
        return done["result"].get("value")

    def wait(self, condition: str, seconds: float = PATIENCE) -> None:
        """Wait until a JavaScript expression is true; TimeoutError with what the page complained of."""
        until = time.monotonic() + seconds
        while not self.run(condition):
            if time.monotonic() > until:
                raise TimeoutError(f"{condition} never came true. {self.complaints}")
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Click an element as a user does; RuntimeError when it is not there or cannot be clicked."""
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        box = self.run(
            f"(() => {{const e = document.querySelector({json.dumps(selector)}); const b = e.getBoundingClientRect();"
            "const x = b.x + b.width / 2, y = b.y + b.height / 2; const hit = document.elementFromPoint(x, y);"
            "return e.disabled || !(e === hit || e.contains(hit)) ? null : [x, y]})()"
        )
        if box is None:
            raise RuntimeError(f"{selector} cannot be clicked")
        for kind in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def choose(self, selector: str, path: Path) -> None:
        """Choose a file, or a folder where one is asked for, as a user does in the dialogue."""
        found = self._ask("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self._ask("DOM.setFileInputFiles", objectId=found["result"]["objectId"], files=[str(path)])

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """Set the size of the page, and whether the system is set to dark colours."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._ask("Emulation.setEmulatedMedia", features=features)

    def screenshot(self, path: Path) -> None:
        """Write a picture of the page as it is seen."""
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]))
