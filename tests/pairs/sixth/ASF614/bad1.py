import queue
import threading

WORKERS = 4


class Resizer:
    def __init__(self, resize):
        self._resize = resize
        self._todo = queue.Queue(64)

    def _work(self):
        while True:
            path = self._todo.get()
            if path is None:
                break
            self._resize(path)

    def run(self, paths):
        threads = [threading.Thread(target=self._work) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for path in paths:
            self._todo.put(path)
        self._todo.put(None)  # expect: ASF614
        for thread in threads:
            thread.join()
