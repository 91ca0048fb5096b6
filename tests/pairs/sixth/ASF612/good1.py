import os
from concurrent.futures import ThreadPoolExecutor, as_completed


class TreeSizer:
    """The caller's thread walks and waits, the pool only measures."""

    def __init__(self, workers=4):
        self._pool = ThreadPoolExecutor(max_workers=workers)

    def size(self, root):
        total = 0
        todo = [root]
        while todo:
            pending = [self._pool.submit(self._measure, folder) for folder in todo]
            todo = []
            for future in as_completed(pending):
                size, folders = future.result()
                total += size
                todo.extend(folders)
        return total

    def _measure(self, folder):
        size, folders = 0, []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    size += entry.stat(follow_symlinks=False).st_size
        return size, folders


class Report:
    def __init__(self, client):
        self._client = client
        self._sections = ThreadPoolExecutor(4)
        self._fetchers = ThreadPoolExecutor(16)

    def _section(self, title, url):
        body = self._fetchers.submit(self._client.get, url).result()
        return f"## {title}\n{body}"

    def build(self, table):
        parts = [self._sections.submit(self._section, *row) for row in table.items()]
        return "\n".join(part.result() for part in parts)


class Cleaner:
    def __init__(self):
        self._pool = ThreadPoolExecutor(2)
        self._futures = []

    def _remove(self, path):
        os.unlink(path)

    def clean(self, paths):
        self._futures = [self._pool.submit(self._remove, path) for path in paths]
        for future in self._futures:
            future.result()
