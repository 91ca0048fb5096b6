"""Git and compiler invocations of a build bot."""
import asyncio
import logging
import subprocess
import tempfile
import threading
from subprocess import DEVNULL, PIPE, Popen

log = logging.getLogger("bot")


def revision(repo: str) -> str:
    process = Popen(["git", "-C", repo, "rev-parse", "HEAD"], stdout=PIPE, text=True)
    out, _ = process.communicate()
    if process.wait() != 0:
        raise RuntimeError("not a repository")
    return out.strip()


def fetch(repo: str) -> int:
    process = Popen(["git", "-C", repo, "fetch"], stdout=DEVNULL, stderr=DEVNULL)
    return process.wait()


def compile_unit(source: str) -> str:
    with tempfile.TemporaryFile("w+") as sink:
        process = subprocess.Popen(["cc", "-c", source], stdout=sink, stderr=subprocess.STDOUT)
        process.wait()
        sink.seek(0)
        return sink.read()


def follow(command: list[str]) -> int:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        log.info("%s", line.rstrip())
    return process.wait()


class Job:
    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.lines: list[str] = []

    def _pump(self, stream) -> None:
        for line in stream:
            self.lines.append(line)

    def run(self) -> int:
        process = subprocess.Popen(self.command, stderr=subprocess.PIPE, text=True)
        reader = threading.Thread(target=self._pump, args=(process.stderr,))
        reader.start()
        code = process.wait()
        reader.join()
        return code


def feed(command: list[str], text: bytes) -> int:
    process = Popen(command, stdin=PIPE)
    process.stdin.write(text)
    process.stdin.close()
    return process.wait()


async def describe(repo: str) -> bytes:
    process = await asyncio.create_subprocess_exec("git", "describe", cwd=repo, stdout=PIPE)
    out = await process.stdout.read()
    await process.wait()
    return out
