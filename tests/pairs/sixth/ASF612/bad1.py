"""Size of a directory tree, computed by a pool of threads."""
import os
from concurrent.futures import ThreadPoolExecutor


class TreeSizer:
    def __init__(self, workers=4):
        self._pool = ThreadPoolExecutor(max_workers=workers)

    def size(self, root):
        return self._pool.submit(self._measure, root).result()

    def _measure(self, folder):
        total = 0
        pending = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(self._pool.submit(self._measure, entry.path))
                else:
                    total += entry.stat(follow_symlinks=False).st_size
        for future in pending:
            total += future.result()  # expect: ASF612
        return total

    def close(self):
        self._pool.shutdown()
