import logging
import threading

from .outbox import Outbox
from .pools import POOL as pool
from .pools import WRITER

log = logging.getLogger(__name__)


def clean(row):
    return {k.strip(): v for k, v in row.items()}


def audit(row):
    log.info("audit %s", row)


def stage(row):
    cleaned = pool.submit(clean, row).result()  # expect: ASF612
    WRITER.submit(audit, cleaned).result()
    return cleaned


def run(rows):
    futures = [pool.submit(stage, row) for row in rows]
    return [f.result() for f in futures]


class Importer(Outbox):
    def start(self):
        self._pump = threading.Thread(target=self.pump)
        self._pump.start()

    def push(self, row):
        with self.lock:
            self.rows.put(row)  # expect: ASF616

    def wait_ready(self):
        with self.lock:
            self.ready.wait()  # expect: ASF214
            return self.written

    def audit_all(self, rows):
        for row in rows:
            pool.submit(audit, row)  # expect: ASF304

    def _audited(self, future):
        if future.exception() is not None:
            log.error("audit failed", exc_info=future.exception())

    def close(self):
        self.rows.put(None)
        self._pump.join()
