"""The example of `docs/headless/`, served the way its README says, by a server of its own at another port."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "headless"
NAMED_SITE = b"http://127.0.0.1:8000"


class Files(SimpleHTTPRequestHandler):
    """The files as they are; only index.html names the test's site instead of the usual one."""

    def __init__(self, *arguments, site: str, **options):
        self.site = site.encode()
        super().__init__(*arguments, directory=str(EXAMPLE), **options)

    def do_GET(self) -> None:
        if self.path.partition("?")[0] not in ("/", "/index.html"):
            return super().do_GET()
        page = (EXAMPLE / "index.html").read_bytes().replace(NAMED_SITE, self.site)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_arguments) -> None:
        """Nothing."""


@contextmanager
def served_example(site: str):
    """The address of the running example that talks to `site`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, site=site))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
