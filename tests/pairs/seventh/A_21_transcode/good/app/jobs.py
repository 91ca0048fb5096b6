import logging
from concurrent.futures import ThreadPoolExecutor, as_completed

log = logging.getLogger(__name__)


class JobQueue:
    def __init__(self, encoder, workers=3):
        self.encoder = encoder
        self.pool = ThreadPoolExecutor(workers)
        self.previews = []

    def preview(self, path):
        self.previews.append(self.pool.submit(self.encoder.digest_of, path))

    def preview_digests(self):
        return [future.result() for future in self.previews]

    def run_all(self, paths):
        futures = {}
        for path in paths:
            label = path.rsplit("/", 1)[-1]
            future = self.pool.submit(lambda label=label, path=path: (label, self.encoder.encode(path)))
            futures[future] = path
        results = []
        for future in as_completed(futures):
            try:
                results.append(future.result())
            except OSError as exc:
                log.warning("%s: %s", futures[future], exc)
        return results

    def prefetch(self, paths):
        for text in self.pool.map(self.encoder.probe, paths):
            log.debug("probed %d bytes", len(text))

    def each(self, names):
        return [name.upper() for name in names if (lambda: name)()]
