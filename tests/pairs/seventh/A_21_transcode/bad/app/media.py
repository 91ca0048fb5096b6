import hashlib
import os
import subprocess
import threading


class Encoder:
    def __init__(self, preset="fast"):
        self.preset = preset
        self.lock = threading.Lock()
        self.finished = 0

    def encode(self, path):
        out = os.path.splitext(path)[0] + ".webm"
        subprocess.run(["ffmpeg", "-i", path, "-preset", self.preset, out], check=True)
        with self.lock:
            self.finished += 1
        return out

    def probe(self, path):
        return subprocess.check_output(["ffprobe", path], text=True)

    def digest(self, fh):
        return hashlib.file_digest(fh, "sha1").hexdigest()

    def duration(self, path):
        for line in self.probe(path).splitlines():
            if "Duration" in line:
                return line.split(",")[0].split()[-1]
        return None
