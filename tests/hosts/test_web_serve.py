"""The server for trying the web add-in out: https, on this computer alone."""

from __future__ import annotations

import ssl
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from xlperf.errors import RequestError
from xlperf.hosts.web.serve import NEEDED, certificate, server_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like an add-in, and a cache of its own for the certificate."""
    monkeypatch.setenv("XLPERF_CACHE", str(tmp_path / "cache"))
    site = tmp_path / "site"
    (site / "pyodide").mkdir(parents=True)
    for name in (*NEEDED, "worker.js", "pyodide/pyodide.mjs", "pyodide/x.wasm"):
        (site / name).write_text(name)
    return site


def test_it_serves_the_folder_over_https_with_the_types_that_browsers_want(folder: Path) -> None:
    server = server_of(folder, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    trusting = ssl.create_default_context(cafile=str(certificate()[0]))  # verifies the name localhost as well
    base = f"https://localhost:{server.server_address[1]}"
    try:
        kinds = {}
        for name in ("taskpane.html", "worker.js", "pyodide/pyodide.mjs", "pyodide/x.wasm"):
            with urllib.request.urlopen(f"{base}/{name}", context=trusting) as answer:
                kinds[name] = answer.headers["Content-Type"]
                assert answer.read().decode() == name
        with pytest.raises(urllib.error.HTTPError, match="404") as missing:
            urllib.request.urlopen(f"{base}/../cache/localhost/key.pem", context=trusting)
        missing.value.close()
    finally:
        server.shutdown()
        server.server_close()
    assert server.server_address[0] == "127.0.0.1"
    assert kinds["worker.js"] == kinds["pyodide/pyodide.mjs"] == "text/javascript; charset=utf-8"
    assert kinds["pyodide/x.wasm"] == "application/wasm"


def test_the_certificate_is_kept_and_its_key_is_for_its_owner_alone(folder: Path) -> None:
    chain, key = certificate()
    first = chain.read_bytes()
    assert certificate() == (chain, key)
    assert chain.read_bytes() == first
    assert key.stat().st_mode & 0o077 == 0


def test_a_folder_without_an_add_in_and_a_port_in_use_are_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"is no web add-in: manifest\.xml is not in it"):
        server_of(tmp_path, 0)
    server = server_of(folder, 0)
    try:
        with pytest.raises(RequestError, match="is in use"):
            server_of(folder, server.server_address[1])
    finally:
        server.server_close()
