"""Serve the web add-in on this computer over https, to try it out. For use by others, IT puts the folder on a server.

The certificate is made here, for this computer alone, and signed by itself; it cannot vouch for any other address, and
its key stays in the user's own cache. Only this computer can reach the server.
"""

from __future__ import annotations

import ssl
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from xlperf.addin.web.release import cache
from xlperf.errors import RequestError

HERE = "127.0.0.1"
PORT = 3000
NEEDED = ("manifest.xml", "taskpane.html", "contents.json")


class Files(SimpleHTTPRequestHandler):
    """The files of the folder, with the types that browsers insist on, whatever this computer's registry says."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the standard library's own attribute
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".xml": "application/xml",
        ".wasm": "application/wasm",
        ".png": "image/png",
        "": "application/octet-stream",
    }

    def end_headers(self) -> None:
        """Let nothing be kept, so that a newly built add-in is seen at once."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of single files."""


def serve(folder: Path, port: int = PORT) -> None:
    """
    Serve a built add-in at https://localhost:`port` until Ctrl+C is pressed; print how to try it.

    Raises RequestError when the folder holds no add-in, the port is taken, or the library for certificates is missing.
    """
    from xlperf.hosts.console import answer

    server = server_of(folder, port)
    address = f"https://localhost:{server.server_address[1]}"
    for line in (
        f"The add-in is at {address}/manifest.xml. Press Ctrl+C to end.",
        f"Its certificate is {certificate()[0]}.",
        "To trust it on Windows, for your own account: certutil -user -addstore Root and that path.",
        "To load the add-in, give Excel the manifest: docs/web-addin.md, Trying it out.",
    ):
        answer(line)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        answer("Ended.")
    finally:
        server.server_close()


def server_of(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return the server, listening on this computer only; with port 0 on one that is free."""
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise RequestError(
            f'"{folder}" is no web add-in: {missing[0]} is not in it. Build one with xlperf addin build --web DIR.'
        )
    chain, key = certificate()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    try:
        server = ThreadingHTTPServer((HERE, port), partial(Files, directory=str(folder)))
    except OSError as error:
        raise RequestError(f"Port {port} is in use on this computer. Choose another with --port.") from error
    server.daemon_threads = True
    # The handshake is done by the thread of the connection, so that one that never says anything holds up nobody.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return server


def certificate() -> tuple[Path, Path]:
    """Return the paths of the certificate for localhost and of its key; RequestError without the library for it."""
    try:
        from xlperf.hosts.web.certificate import kept_certificate
    except ImportError as error:
        raise RequestError(
            'Serving over https needs the Python package cryptography: pip install "xlperf[serve]".'
        ) from error
    return kept_certificate(cache() / "localhost")
