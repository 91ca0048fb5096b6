import queue
import threading


class FrameViewer:
    """Shows camera frames; the grabber runs in a thread of its own."""

    def __init__(self, camera, window):
        self._camera = camera
        self._window = window
        self._frames = queue.Queue(maxsize=8)

    def _grab(self):
        for frame in self._camera:
            self._frames.put(frame)
        self._frames.put(None)

    def run(self):
        threading.Thread(target=self._grab, daemon=True).start()
        while True:
            try:
                frame = self._frames.get_nowait()  # expect: ASF613
            except queue.Empty:
                continue
            if frame is None:
                break
            self._window.show(frame)
