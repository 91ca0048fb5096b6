import logging
from concurrent.futures import ThreadPoolExecutor, as_completed

log = logging.getLogger(__name__)


class JobQueue:
    def __init__(self, encoder, workers=3):
        self.encoder = encoder
        self.pool = ThreadPoolExecutor(workers)
        self.previews = []

    def preview(self, path):
        with open(path, "rb") as fh:
            self.previews.append(self.pool.submit(self.encoder.digest, fh))  # expect: ASF308

    def preview_digests(self):
        return [future.result() for future in self.previews]

    def run_all(self, paths):
        futures = {}
        for path in paths:
            label = path.rsplit("/", 1)[-1]
            future = self.pool.submit(lambda: (label, self.encoder.encode(path)))  # expect: ASF310
            futures[future] = path
        results = []
        for future in as_completed(futures):
            try:
                results.append(future.result())
            except OSError as exc:
                log.warning("%s: %s", futures[future], exc)
        return results

    def prefetch(self, paths):
        self.pool.map(self.encoder.probe, paths)  # expect: ASF304

    def each(self, names):
        return [name.upper() for name in names if (lambda: name)()]
