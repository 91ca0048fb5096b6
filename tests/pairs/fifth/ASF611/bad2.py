"""An attribute, and `with`."""
import subprocess
from subprocess import PIPE, Popen


class Job:
    def __init__(self, command: list[str]) -> None:
        self.process = Popen(command, stdout=PIPE)

    def finish(self) -> int:
        return self.process.wait()  # expect: ASF611


def run(command: list[str]) -> bytes:
    with Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
        child.wait()  # expect: ASF611
        return child.stdout.read()
