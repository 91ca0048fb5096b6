import subprocess
import tempfile
import threading
from subprocess import DEVNULL, PIPE, Popen


def run(command, root):
    proc = Popen(command, cwd=root, stdout=PIPE, stderr=subprocess.STDOUT)
    output, _ = proc.communicate()
    return proc.returncode, output


def stream(command, show):
    with Popen(command, stdout=PIPE, text=True) as proc:
        for line in proc.stdout:
            show(line.rstrip())
        return proc.wait()


def quiet(command):
    proc = Popen(command, stdout=DEVNULL, stderr=DEVNULL)
    return proc.wait()


def to_file(command):
    with tempfile.TemporaryFile() as out:
        proc = Popen(command, stdout=out)
        code = proc.wait()
        out.seek(0)
        return code, out.read()


def send(command, payload):
    proc = Popen(command, stdin=PIPE)
    proc.stdin.write(payload)
    proc.stdin.close()
    return proc.wait()


class Encoder:
    def __init__(self, source, target):
        self._proc = Popen(["ffmpeg", "-i", source, target], stderr=PIPE)
        self._lines = []
        self._reader = threading.Thread(target=self._drain, daemon=True)

    def start(self):
        self._reader.start()

    def _drain(self):
        for line in self._proc.stderr:
            self._lines.append(line)

    def finish(self):
        code = self._proc.wait()
        self._reader.join()
        return code, self._lines
