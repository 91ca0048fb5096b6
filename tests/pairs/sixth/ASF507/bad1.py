import threading
import time


class Camera:
    def __init__(self) -> None:
        self.exposed = False
        self.frames: list[bytes] = []
        self.pending: bytes | None = None

    def _develop(self) -> None:
        while not self.exposed:  # expect: ASF507
            time.sleep(0.01)
        self.frames.append(b"frame")

    def _upload(self) -> None:
        while self.pending is None:  # expect: ASF507
            pass
        print("uploading", len(self.pending))

    def shoot(self, data: bytes) -> None:
        developer = threading.Thread(target=self._develop)
        uploader = threading.Thread(target=self._upload)
        developer.start()
        uploader.start()
        self.pending = data
        self.exposed = True
        developer.join()
        uploader.join()


if __name__ == "__main__":
    Camera().shoot(b"\x00" * 16)
