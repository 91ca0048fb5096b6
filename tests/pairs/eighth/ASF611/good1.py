"""Media ingest: ffmpeg, exiftool and friends."""
import asyncio
import logging
import subprocess
import threading
from subprocess import DEVNULL, PIPE, Popen

log = logging.getLogger("ingest")


def probe(path: str) -> str:
    process = Popen(["ffprobe", path], stdout=PIPE, stderr=DEVNULL, text=True)
    out, _ = process.communicate()
    return out if process.wait() == 0 else ""


def frames(path: str) -> int:
    process = Popen(["ffmpeg", "-i", path, "-f", "null", "-"], stdout=PIPE, text=True)
    count = sum(1 for line in process.stdout if line.startswith("frame"))
    process.wait()
    return count


def feed(path: str, chunks: list[bytes]) -> int:
    process = Popen(["ffmpeg", "-i", "-", path], stdin=PIPE, stdout=DEVNULL)
    for chunk in chunks:
        process.stdin.write(chunk)
    process.stdin.close()
    return process.wait()


def to_log(path: str, logfile: str) -> int:
    with open(logfile, "wb") as out:
        process = Popen(["ffmpeg", "-i", path], stdout=out, stderr=subprocess.STDOUT)
        return process.wait()


class Transcoder:
    """A thread of its own keeps the pipe empty."""

    def __init__(self, argv: list[str]) -> None:
        self._process = Popen(argv, stderr=PIPE, text=True)
        self._reader = threading.Thread(target=self._read, daemon=True)

    def start(self) -> None:
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.stderr:
            log.debug(line.rstrip())

    def wait(self) -> int:
        code = self._process.wait()
        self._reader.join()
        return code


def archive(directory: str, target: str) -> int:
    tar = Popen(["tar", "c", directory], stdout=PIPE)
    zstd = Popen(["zstd", "-o", target], stdin=tar.stdout)
    tar.stdout.close()
    zstd.wait()
    return tar.wait()


async def checksum(path: str) -> str:
    process = await asyncio.create_subprocess_exec("sha256sum", path, stdout=asyncio.subprocess.PIPE)
    out, code = await asyncio.gather(process.stdout.read(), process.wait())
    if code:
        raise OSError(f"sha256sum ended with {code}")
    return out.decode().split()[0]


async def notify(argv: list[str]) -> int:
    process = await asyncio.create_subprocess_exec(*argv)
    return await process.wait()
