"""What every test may ask for: the folder beside the project, LibreOffice, the bundled samples."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.support.calc import Calc

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # so that tests can import tests.support


settings.register_profile("usual", deadline=None)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile("usual")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the project; tests that read it are never the only proof of anything."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared is not beside this checkout; the same facts are tested from tests/ too")
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    """The LibreOffice program."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed; install the package libreoffice-calc to run this test")
    return found


@pytest.fixture(scope="session")
def calc(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """LibreOffice Calc, running without a window and with our extension in it; one for all tests of a process."""
    from tests.support.calc import calc_with, has_uno
    from xlperf.addin.oxt.build import build_oxt

    if not has_uno():
        pytest.skip("the system's Python has no module uno; install the package python3-uno to run this test")
    folder = tmp_path_factory.mktemp("calc")
    with calc_with(build_oxt(folder), folder) as running:
        yield running


@pytest.hookimpl(tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud when tests were skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests were skipped: what they would have proved is not proved.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when a test skips where none may: XLPERF_NO_SKIP is set by .ci/run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("XLPERF_NO_SKIP") and reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
