"""FastAPI: async dependency, async background task and context manager that block in helpers."""
import subprocess
import time
from contextlib import contextmanager
from typing import Iterator

from fastapi import BackgroundTasks, Depends, FastAPI

app = FastAPI()


def git_revision() -> str:
    out = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True)
    return out.stdout.strip()


def backoff(tries: int) -> None:
    for n in range(tries):
        time.sleep(0.1 * n)


@contextmanager
def throttled(tries: int) -> Iterator[None]:
    backoff(tries)
    yield


async def revision() -> str:
    return git_revision()  # expect: ASF120


async def send_report(name: str) -> None:
    with throttled(3):  # expect: ASF120
        print("report", name)


def pages(count: int) -> Iterator[int]:
    for n in range(count):
        time.sleep(0.01)
        yield n


@app.get("/version")
async def version(background: BackgroundTasks, rev: str = Depends(revision)) -> dict:
    background.add_task(send_report, rev)
    total = 0
    for page in pages(3):  # expect: ASF120
        total += page
    return {"rev": rev, "total": total}
