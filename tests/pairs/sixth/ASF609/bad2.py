import threading
from queue import Queue


class Service(threading.Thread):
    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.stopping = False

    def stop(self) -> None:
        self.stopping = True
        self.join()


class MetricsWriter(Service):
    def __init__(self, sink) -> None:
        super().__init__("metrics")
        self._sink = sink
        self._points: Queue[tuple[str, float]] = Queue()

    def record(self, name: str, value: float) -> None:
        self._points.put((name, value))

    def _next(self) -> tuple[str, float]:
        return self._points.get()  # expect: ASF609

    def run(self) -> None:
        while not self.stopping:
            name, value = self._next()
            self._sink.write(f"{name}={value}\n")


def serve(app, sink):
    writer = MetricsWriter(sink)
    writer.start()
    try:
        app.run(writer.record)
    finally:
        writer.stop()
