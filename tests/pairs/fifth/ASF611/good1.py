"""Read while it runs, or nothing to read."""
import subprocess


def build(command: list[str]) -> tuple[bytes, bytes]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return process.communicate()


def lines(command: list[str]) -> list[bytes]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    found = [line for line in process.stdout]
    process.wait()
    return found


def quiet(command: list[str]) -> int:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    return process.wait()


def run(command: list[str]) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout
