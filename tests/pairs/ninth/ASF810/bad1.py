"""Port scanner with a live view, a stats thread and a web page."""
import http.server
import json
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("scanner")

RESULTS: dict[str, str] = {}


class StatusPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        rows = [f"{host}: {state}" for host, state in RESULTS.items()]  # expect: ASF810
        self.send_response(200)
        self.end_headers()
        self.wfile.write("\n".join(rows).encode())


class Scanner:
    def __init__(self, probe, workers: int = 8) -> None:
        self.probe = probe
        self.workers = workers
        self.open_ports: set[tuple[str, int]] = set()
        self.active: dict[str, float] = {}
        self.lock = threading.Lock()
        self.errors: list[str] = []
        self.finished = threading.Event()

    def scan(self, host: str) -> None:
        self.active[host] = time.monotonic()
        try:
            for port in (22, 80, 443):
                if self.probe(host, port):
                    self.open_ports.add((host, port))
            RESULTS[host] = "scanned"
        except OSError as exc:
            with self.lock:
                self.errors.append(str(exc))
            RESULTS[host] = "failed"
        finally:
            del self.active[host]

    def view(self) -> None:
        while not self.finished.wait(0.5):
            for host, since in self.active.items():  # expect: ASF810
                log.info("%s for %.1fs", host, time.monotonic() - since)
            self._summary()

    def _summary(self) -> None:
        ports = self.open_ports
        hosts = {host for host, _ in ports}  # expect: ASF810
        with self.lock:
            recent = list(self.errors[-3:])
        log.info("%d hosts, recent errors %r", len(hosts), recent)

    def run(self, hosts: list[str]) -> int:
        viewer = threading.Thread(target=self.view, name="viewer")
        viewer.start()
        try:
            with ThreadPoolExecutor(self.workers) as pool:
                jobs = [pool.submit(self.scan, host) for host in hosts]
            for job in jobs:
                job.result()
        finally:
            self.finished.set()
            viewer.join()
        return len(self.open_ports)


class Saver(threading.Thread):
    def __init__(self, path: str) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.notes: list[str] = []

    def run(self) -> None:
        while True:
            time.sleep(10)
            with open(self.path, "w") as out:
                out.writelines(json.dumps(note) + "\n" for note in self.notes)  # expect: ASF810

    def note(self, text: str) -> None:
        self.notes.insert(0, text)
        del self.notes[100:]


def main(probe, hosts: list[str]) -> None:
    saver = Saver("/tmp/notes.jsonl")
    saver.start()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 8080), StatusPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    count = Scanner(probe).run(hosts)
    saver.note(f"{count} open ports")
