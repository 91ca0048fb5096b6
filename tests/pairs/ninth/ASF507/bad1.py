"""Threads of a small camera recorder."""
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from time import sleep as pause

log = logging.getLogger("recorder")

shutting_down = False


def watchdog() -> None:
    while not shutting_down:  # expect: ASF507
        pause(0.05)
    log.info("watchdog sees the shutdown")


class Camera(threading.Thread):
    def __init__(self, device) -> None:
        super().__init__(name="camera")
        self.device = device
        self.armed = False
        self.frame = None
        self.frames = 0

    def run(self) -> None:
        while not self.armed:  # expect: ASF507
            time.sleep(0.01)
        while self.armed:
            self.frame = self.device.grab()
            self.frames = self.frames + 1
        log.info("camera stopped after %d frames", self.frames)

    def arm(self) -> None:
        self.armed = True

    def disarm(self) -> None:
        self.armed = False


class Encoder:
    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.state = "idle"
        self.result = None

    def encode(self) -> bytes:
        while True:  # expect: ASF507
            if self.state == "ready":
                break
            time.sleep(0.02)
        return b"".join([b"hdr", bytes(self.camera.frame or b"")])

    def prepare(self, codec: str) -> None:
        log.debug("loading codec %s", codec)
        self.state = "ready"


def record(device, seconds: float) -> bytes:
    global shutting_down
    camera = Camera(device)
    encoder = Encoder(camera)
    guard = threading.Thread(target=watchdog, name="watchdog")
    guard.start()
    camera.start()
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(encoder.encode)
        camera.arm()
        time.sleep(seconds)
        encoder.prepare("h264")
        camera.disarm()
        data = future.result()
    shutting_down = True
    camera.join()
    guard.join()
    return data
