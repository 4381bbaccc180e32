"""The reports of the demonstration, written once for all tests of this folder that only read them."""

from __future__ import annotations

import pytest

from tests.support.reports import Built, demo_reports, monthly_reports


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Every report of the demonstration by name: ``haringey_monthly``. Change copies only."""
    return demo_reports(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def monthly(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Every sample in the monthly plan by name: ``derby_monthly``. Change copies only."""
    return monthly_reports(tmp_path_factory.mktemp("monthly"))
