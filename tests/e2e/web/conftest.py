"""The web add-in built, served, started in Chromium and in Node: each once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import Browser, chromium
from tests.support.web_addin import Pane, PythonInNode, node, served
from xlperf.addin.web.build import build_web
from xlperf.errors import RequestError


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the web add-in, with Pyodide from npm's cache or from npm."""
    folder = tmp_path_factory.mktemp("web")
    try:
        build_web(folder)
    except RequestError as error:
        pytest.skip(str(error))
    return folder


@pytest.fixture(scope="session")
def pane(site: Path) -> Iterator[Pane]:
    """The task pane in headless Chromium."""
    program = chromium()
    if program is None:
        pytest.skip("Chromium is not installed; install the package chromium to run this test")
    with served(site) as address, Browser(program) as browser:
        yield Pane(browser, address)


@pytest.fixture(scope="session")
def python_in_node(site: Path) -> Iterator[PythonInNode]:
    """The pane's Python in Node."""
    if node() is None:
        pytest.skip("Node is not installed; install the package nodejs to run this test")
    python = PythonInNode(site)
    yield python
    python.end()
