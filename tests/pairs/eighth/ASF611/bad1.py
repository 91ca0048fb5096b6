"""Build farm agent: runs compilers, linters and test suites."""
import asyncio
import logging
import subprocess
import time
from subprocess import PIPE

import trio

log = logging.getLogger("agent")


class Job:
    def __init__(self, argv: list[str], cwd: str) -> None:
        self.argv = argv
        self._proc = subprocess.Popen(argv, cwd=cwd, stdout=PIPE, stderr=subprocess.STDOUT)

    def finish(self) -> int:
        code = self._proc.wait()  # expect: ASF611
        if code:
            log.error("%s failed with %d", self.argv[0], code)
            log.error("%s", self._proc.stdout.read())
        return code


def run_with_deadline(argv: list[str], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    process = subprocess.Popen(argv, stderr=PIPE)
    while process.poll() is None:  # expect: ASF611
        if time.monotonic() > deadline:
            process.kill()
            process.wait()
            return False
        time.sleep(0.1)
    return process.returncode == 0


def _spawn(argv: list[str]) -> subprocess.Popen:
    options = {"text": True}
    return subprocess.Popen(argv, stdout=subprocess.PIPE, **options)


def lint(paths: list[str]) -> str:
    with _spawn(["flake8", *paths]) as linter:
        linter.wait(timeout=600)  # expect: ASF611
        return linter.stdout.read()


async def run_tests(argv: list[str]) -> bool:
    process = await asyncio.create_subprocess_exec(*argv, stdout=asyncio.subprocess.PIPE)
    code = await process.wait()  # expect: ASF611
    report = await process.stdout.read()
    log.info("tests ended with %d: %s", code, report.decode())
    return code == 0


async def package(argv: list[str]) -> int:
    process = await trio.lowlevel.open_process(argv, stdout=PIPE)
    log.info("packaging, pid %d", process.pid)
    return await process.wait()  # expect: ASF611


def revision(cwd: str) -> str:
    return subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=cwd, text=True).strip()
