import queue
import threading


class Reaper(threading.Thread):
    """Closes idle connections; a sweep that is already running wins."""

    def __init__(self, pool, interval=30):
        super().__init__(daemon=True)
        self.pool = pool
        self.interval = interval
        self.wake = threading.Event()
        self._sweeping = threading.Lock()

    def sweep(self):
        if not self._sweeping.acquire(blocking=False):
            return 0
        try:
            return self._sweep_free()
        finally:
            self._sweeping.release()

    def _sweep_free(self):
        closed = 0
        while True:
            try:
                conn = self.pool._free.get_nowait()
            except queue.Empty:
                return closed
            self.pool.close(conn)
            closed += 1

    def run(self):
        while not self.wake.wait(self.interval):
            self.sweep()
