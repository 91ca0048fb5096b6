import os
import tarfile
import tempfile


def pack(folder):
    handle, path = tempfile.mkstemp(suffix=".tar.gz")
    os.close(handle)
    with tarfile.open(path, "w:gz") as tar:
        tar.add(folder, arcname=os.path.basename(folder))
    return path


def expired(names, keep):
    return [n for n in sorted(names)[:-keep]]


class Manifest:
    def __init__(self, path):
        self.path = path
        self.lines = []

    def add(self, key):
        self.lines.append(key)

    def text(self):
        return "\n".join(self.lines)
