import threading


class EventReader(threading.Thread):
    """Blocking reads of unsolicited frames, one reader per port."""

    def __init__(self, port, deliver):
        super().__init__(daemon=True)
        self._port = port
        self._deliver = deliver

    def run(self):
        for frame in iter(self._port.read_frame, b""):
            self._deliver(frame)
