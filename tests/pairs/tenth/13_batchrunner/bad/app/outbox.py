import queue
import threading


class Outbox:
    """Rows on their way to the warehouse; one pump thread writes them."""

    def __init__(self, sink):
        self.sink = sink
        self.lock = threading.Lock()
        self.rows = queue.Queue(maxsize=50)
        self.ready = threading.Event()
        self.written = 0

    def pump(self):
        while True:
            row = self.rows.get()
            if row is None:
                return
            with self.lock:
                self.sink.write(row)
                self.written += 1

    def announce(self, offset):
        with self.lock:
            self.sink.seek(offset)
        self.ready.set()

    def settle(self):
        with self.lock:
            self.sink.flush()
            self.ready.set()
