"""A timer, a done callback and a request handler."""
import http.server
import threading
from concurrent.futures import Future, ThreadPoolExecutor

served = 0


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        global served
        served += 1  # expect: ASF503
        self.send_response(200)
        self.end_headers()


def serve() -> None:
    http.server.ThreadingHTTPServer(("", 8080), Handler).serve_forever()


class Batch:
    def __init__(self) -> None:
        self.failures = 0
        self.retries = 0

    def _finished(self, future: Future) -> None:
        if future.exception() is not None:
            self.failures += 1  # expect: ASF503

    def run(self, jobs: list) -> None:
        with ThreadPoolExecutor() as pool:
            for job in jobs:
                pool.submit(job).add_done_callback(self._finished)

    def _retry(self) -> None:
        self.retries += 1  # expect: ASF503

    def schedule(self) -> None:
        for delay in (1, 2, 3):
            threading.Timer(delay, self._retry).start()
