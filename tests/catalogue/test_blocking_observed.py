"""Blocking entries are seen to block, and their exemptions not to.

Each case makes a call that can only return once somebody else does something.  The call runs on a thread; the test
gives it a moment to return by itself, then does that something and waits until the call is over.  A call that blocks
passes whatever the speed of the machine; one that does not is caught by the moment.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import multiprocessing
import multiprocessing.connection
import multiprocessing.pool
import pathlib
import queue
import sched
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from blocking_cases import MOMENT, OPEN, PATIENCE, RELEASED_AT_THE_END, connected, kept, pending_future, socket_pair
from blocking_processes import CASES

from flake8_asyncsafe.catalogue.loader import load_catalogue


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    RELEASED_AT_THE_END.clear()
    yield
    RELEASED_AT_THE_END.set()
    OPEN.close()


@pytest.mark.parametrize("name", CASES)
def test_it_returns_only_when_released(name: str, tmp_path: pathlib.Path) -> None:
    api = load_catalogue().api(name)
    assert api is not None
    assert api.blocks is not None
    call, release = CASES[name](tmp_path)
    returned = threading.Event()

    def run() -> None:
        with contextlib.suppress(OSError):  # the other end of a socket that was closed
            call()
        returned.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert not returned.wait(MOMENT), f"{name} does not block"
    release()
    assert returned.wait(PATIENCE), f"{name} was not released"
    thread.join(PATIENCE)


EXEMPT: dict[str, Callable[[], object]] = {
    "threading.Event.wait": lambda: threading.Event().wait(timeout=0),
    "threading.Thread.join": lambda: _sleeper().join(timeout=0),
    "queue.Queue.get (block)": lambda: queue.Queue().get(block=False),
    "queue.Queue.get (timeout)": lambda: queue.Queue().get(timeout=0),
    "queue.Queue.put (unbounded)": lambda: _queue().put(1),
    "queue.Queue.put (negative)": lambda: _queue(-1).put(1),
    "queue.SimpleQueue.get": lambda: queue.SimpleQueue().get(timeout=0),
    "concurrent.futures.Future.result": lambda: pending_future().result(timeout=0),
    "concurrent.futures.Future.exception": lambda: pending_future().exception(timeout=0),
    "concurrent.futures.wait": lambda: concurrent.futures.wait([pending_future()], timeout=0),
    "concurrent.futures.Executor.shutdown": lambda: _busy_executor().shutdown(wait=False),
    "select.select": lambda: select.select([socket_pair()[0]], [], [], 0),
    "multiprocessing.connection.Connection.poll": lambda: connected()[0].poll(0),
    "multiprocessing.connection.wait": lambda: multiprocessing.connection.wait([connected()[0]], timeout=0),
    "sched.scheduler.run": lambda: _waiting_scheduler().run(blocking=False),
    "socket.socket.recv (setblocking)": lambda: _non_blocking("setblocking", value=False).recv(1),
    "socket.socket.recv (settimeout)": lambda: _non_blocking("settimeout", value=0).recv(1),
}


def _queue(size: int = 0) -> queue.Queue[int]:
    return queue.Queue(size)


def _sleeper() -> threading.Thread:
    thread = threading.Thread(target=RELEASED_AT_THE_END.wait, daemon=True)
    thread.start()
    return thread


def _busy_executor() -> concurrent.futures.Executor:
    executor = concurrent.futures.ThreadPoolExecutor(1)
    executor.submit(RELEASED_AT_THE_END.wait)
    return executor


def _waiting_scheduler() -> sched.scheduler:
    scheduler = sched.scheduler()
    scheduler.enter(PATIENCE * 10, 1, time.time)
    return scheduler


def _non_blocking(method: str, *, value: float) -> socket.socket:
    here, _ = socket_pair()
    getattr(here, method)(value)
    return here


@pytest.mark.parametrize("name", EXEMPT)
def test_what_is_exempt_does_return(name: str) -> None:
    api = load_catalogue().api(name.partition(" ")[0])
    assert api is not None
    assert api.blocks is not None
    returned = threading.Event()

    def run() -> None:
        with contextlib.suppress(queue.Empty, TimeoutError, BlockingIOError):
            EXEMPT[name]()
        returned.set()

    threading.Thread(target=run, daemon=True).start()
    assert returned.wait(PATIENCE)


@pytest.mark.parametrize(
    "call",
    [
        lambda: time.sleep(0.05),
        lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        lambda: kept(concurrent.futures.ThreadPoolExecutor(1)).submit(time.sleep, 0.05).result(),
        lambda: threading.Event().wait(0.05),
    ],
    ids=["time.sleep", "subprocess.run", "concurrent.futures.Future.result", "threading.Event.wait"],
)
def test_the_heart_of_the_loop_stops(call: Callable[[], object]) -> None:
    """While the call lasts no task of the loop runs; offloaded to a thread, the tasks do run."""

    async def main() -> tuple[int, int]:
        beats = 0

        async def heart() -> None:
            nonlocal beats
            while True:
                beats += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(heart())
        await asyncio.sleep(0)
        before = beats
        call()
        blocked = beats - before
        before = beats
        await asyncio.to_thread(call)
        offloaded = beats - before
        task.cancel()
        return blocked, offloaded

    blocked, offloaded = asyncio.run(main())
    assert blocked == 0
    assert offloaded > 0
