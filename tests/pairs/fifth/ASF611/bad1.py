"""The pipe fills up, the child waits, and so does the parent."""
import subprocess
import time


def build(command: list[str]) -> int:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.wait()  # expect: ASF611
    return process.returncode


def poll(command: list[str]) -> bytes:
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    while process.poll() is None:  # expect: ASF611
        time.sleep(0.1)
    return process.stdout.read()
