"""Vision pipeline: camera thread, detector thread, a web thread for status."""
from __future__ import annotations

import logging
import threading
import time
from time import sleep as snooze

log = logging.getLogger("vision")

detector_loaded = False


class CameraError(RuntimeError):
    pass


def load_detector(path: str) -> None:
    global detector_loaded
    log.info("loading %s", path)
    time.sleep(3)
    detector_loaded = True


class Pipeline:
    def __init__(self, camera, detector) -> None:
        self._camera = camera
        self._detector = detector
        self._frame: bytes | None = None
        self._paused = False
        self.exposure_set = False
        self.boxes = 0

    def _grab(self) -> None:
        self._camera.set_exposure(12)
        self.exposure_set = True
        for frame in self._camera.frames():
            while self._paused:  # expect: ASF507
                snooze(0.01)
            self._frame = frame

    def _detect(self) -> None:
        while not detector_loaded:  # expect: ASF507
            time.sleep(0.1)
        while True:  # expect: ASF507
            if self._frame is not None:
                break
            time.sleep(0.05)
        boxes = self._detector.run(self._frame)
        self.boxes = len(boxes)
        log.info("%d boxes", self.boxes)

    def pause(self) -> None:
        self._paused = True

    def resume(self) -> None:
        self._paused = False

    def start(self) -> list[threading.Thread]:
        threads = [
            threading.Thread(target=self._grab, daemon=True),
            threading.Thread(target=self._detect, daemon=True),
            threading.Thread(target=load_detector, args=("yolo.onnx",), daemon=True),
        ]
        for thread in threads:
            thread.start()
        return threads


class StatusServer(threading.Thread):
    def __init__(self, pipeline: Pipeline) -> None:
        super().__init__(daemon=True)
        self._pipeline = pipeline
        self.address: str | None = None

    def run(self) -> None:
        while not self._pipeline.exposure_set:  # expect: ASF507
            pass
        self.address = "0.0.0.0:8090"
        log.info("status on %s", self.address)


def warm_up(camera) -> bytes:
    done = False
    picture = b""

    def shoot() -> None:
        nonlocal done, picture
        picture = camera.single()
        done = True

    threading.Thread(target=shoot, daemon=True).start()
    while not done:  # expect: ASF507
        time.sleep(0.02)
    if not picture:
        raise CameraError("black picture")
    return picture


def main(camera, detector) -> None:
    warm_up(camera)
    pipeline = Pipeline(camera, detector)
    server = StatusServer(pipeline)
    server.start()
    threads = pipeline.start()
    pipeline.pause()
    pipeline.resume()
    for thread in threads:
        thread.join()
