import subprocess as sp
import time
from subprocess import PIPE, Popen


class Encoder:
    def __init__(self, source: str, target: str) -> None:
        self.source = source
        self.target = target
        self._proc: Popen | None = None

    def start(self) -> None:
        self._proc = Popen(["ffmpeg", "-i", self.source, self.target], stderr=PIPE)

    def finish(self, limit: float) -> bool:
        end = time.monotonic() + limit
        while self._proc.poll() is None:  # expect: ASF611
            if time.monotonic() > end:
                self._proc.kill()
                return False
            time.sleep(0.2)
        return self._proc.returncode == 0


def probe(path: str) -> str:
    process = sp.Popen(["ffprobe", "-show_frames", path], stdout=sp.PIPE, text=True)
    try:
        process.wait(timeout=60)  # expect: ASF611
    except sp.TimeoutExpired:
        process.kill()
        raise
    return process.stdout.read()
