import threading


class ProgressThread(threading.Thread):
    def __init__(self, conn, finished):
        super().__init__(daemon=True)
        self._conn = conn
        self._finished = finished
        self.percent = 0

    def run(self):
        for percent in iter(self._conn.recv, None):
            self.percent = percent
        self._finished()
