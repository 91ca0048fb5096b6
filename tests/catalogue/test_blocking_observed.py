"""Blocking entries are seen to block, and their exemptions not to.

Each case makes a call that can only return once somebody else does something.  The call runs on a thread; the test
gives it a moment to return by itself, then does that something and waits until the call is over.  A call that blocks
passes whatever the speed of the machine; one that does not is caught by the moment.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import http.client
import multiprocessing
import multiprocessing.connection
import multiprocessing.pool
import os
import pathlib
import queue
import sched
import select
import selectors
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

from flake8_asyncsafe.catalogue.loader import load_catalogue

#: long enough for a call that does not block to return, short enough for the sum of all cases
MOMENT = 0.03
PATIENCE = 30

Case = tuple[Callable[[], object], Callable[[], object]]
CASES: dict[str, Callable[[pathlib.Path], Case]] = {}


_OPEN = contextlib.ExitStack()
_T = TypeVar("_T")


def kept(thing: _T) -> _T:
    """Close or end this when the test is over."""
    end = getattr(thing, "terminate", None) or getattr(thing, "shutdown", None)
    if isinstance(thing, socket.socket) or end is None:
        end = thing.close  # type: ignore[attr-defined]
    _OPEN.callback(end)
    return thing


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    RELEASED_AT_THE_END.clear()
    yield
    RELEASED_AT_THE_END.set()
    _OPEN.close()


RELEASED_AT_THE_END = threading.Event()


def _pipe() -> tuple[Any, Any]:
    here, there = multiprocessing.Pipe()
    return kept(here), kept(there)


def case(name: str) -> Callable[[Callable[[pathlib.Path], Case]], Callable[[pathlib.Path], Case]]:
    def register(make: Callable[[pathlib.Path], Case]) -> Callable[[pathlib.Path], Case]:
        assert name not in CASES
        CASES[name] = make
        return make

    return register


# --- waiting for threads


@case("threading.Event.wait")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    return event.wait, event.set


def _under(condition: Any, action: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        with condition:
            action()

    return run


@case("threading.Condition.wait")
def _(_: pathlib.Path) -> Case:
    condition = threading.Condition()
    return _under(condition, condition.wait), _under(condition, condition.notify)


@case("threading.Condition.wait_for")
def _(_: pathlib.Path) -> Case:
    condition = threading.Condition()
    done: list[bool] = []

    def release() -> None:
        done.append(True)
        condition.notify()

    return _under(condition, lambda: condition.wait_for(lambda: bool(done))), _under(condition, release)


@case("threading.Barrier.wait")
def _(_: pathlib.Path) -> Case:
    barrier = threading.Barrier(2)
    return barrier.wait, barrier.wait


@case("threading.Thread.join")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    thread = threading.Thread(target=event.wait, daemon=True)
    thread.start()
    return thread.join, event.set


@case("queue.Queue.get")
def _(_: pathlib.Path) -> Case:
    jobs: queue.Queue[int] = queue.Queue()
    return jobs.get, lambda: jobs.put(1)


@case("queue.Queue.put")
def _(_: pathlib.Path) -> Case:
    jobs: queue.Queue[int] = queue.Queue(maxsize=1)
    jobs.put(1)
    return lambda: jobs.put(2), jobs.get


@case("queue.Queue.join")
def _(_: pathlib.Path) -> Case:
    jobs: queue.Queue[int] = queue.Queue()
    jobs.put(1)
    return jobs.join, jobs.task_done


@case("queue.SimpleQueue.get")
def _(_: pathlib.Path) -> Case:
    jobs: queue.SimpleQueue[int] = queue.SimpleQueue()
    return jobs.get, lambda: jobs.put(1)


def _future() -> concurrent.futures.Future[int]:
    return concurrent.futures.Future()


@case("concurrent.futures.Future.result")
def _(_: pathlib.Path) -> Case:
    future = _future()
    return future.result, lambda: future.set_result(1)


@case("concurrent.futures.Future.exception")
def _(_: pathlib.Path) -> Case:
    future = _future()
    return future.exception, lambda: future.set_result(1)


@case("concurrent.futures.wait")
def _(_: pathlib.Path) -> Case:
    future = _future()
    return lambda: concurrent.futures.wait([future]), lambda: future.set_result(1)


@case("concurrent.futures.as_completed")
def _(_: pathlib.Path) -> Case:
    future = _future()
    return lambda: list(concurrent.futures.as_completed([future])), lambda: future.set_result(1)


@case("concurrent.futures.Executor.shutdown")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    executor = concurrent.futures.ThreadPoolExecutor(1)
    executor.submit(event.wait)
    return executor.shutdown, event.set


@case("multiprocessing.pool.ThreadPool.apply")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    pool = kept(multiprocessing.pool.ThreadPool(1))
    return lambda: pool.apply(event.wait), event.set


@case("multiprocessing.pool.ThreadPool.map")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    pool = kept(multiprocessing.pool.ThreadPool(1))
    return lambda: pool.map(event.wait, [None]), event.set


@case("multiprocessing.pool.Pool.join")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    pool = kept(multiprocessing.pool.ThreadPool(1))
    pool.apply_async(event.wait)
    pool.close()
    return pool.join, event.set


@case("multiprocessing.pool.AsyncResult.get")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    return kept(multiprocessing.pool.ThreadPool(1)).apply_async(event.wait).get, event.set


@case("multiprocessing.connection.Connection.recv")
def _(_: pathlib.Path) -> Case:
    here, there = _pipe()
    return here.recv, lambda: there.send(1)


@case("multiprocessing.connection.Connection.poll")
def _(_: pathlib.Path) -> Case:
    here, there = _pipe()
    return lambda: here.poll(None), lambda: there.send(1)


@case("multiprocessing.connection.wait")
def _(_: pathlib.Path) -> Case:
    here, there = _pipe()
    return lambda: multiprocessing.connection.wait([here]), lambda: there.send(1)


@case("multiprocessing.Event.wait")
def _(_: pathlib.Path) -> Case:
    event = multiprocessing.Event()
    return event.wait, event.set


@case("sched.scheduler.run")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    scheduler = sched.scheduler(time.monotonic, lambda delay: event.wait() if delay else None)
    scheduler.enter(0.001, 1, event.set)
    return scheduler.run, event.set


# --- sockets


def _pair() -> tuple[socket.socket, socket.socket]:
    here, there = socket.socketpair()
    return kept(here), kept(there)


@case("socket.socket.recv")
def _(_: pathlib.Path) -> Case:
    here, there = _pair()
    return lambda: here.recv(1), lambda: there.send(b"x")


@case("socket.socket.recv_into")
def _(_: pathlib.Path) -> Case:
    here, there = _pair()
    return lambda: here.recv_into(bytearray(1)), lambda: there.send(b"x")


@case("socket.socket.sendall")
def _(_: pathlib.Path) -> Case:
    here, there = _pair()
    return lambda: here.sendall(bytes(1 << 23)), there.close


@case("socket.socket.accept")
def _(_: pathlib.Path) -> Case:
    server = kept(socket.create_server(("127.0.0.1", 0)))
    return lambda: kept(server.accept()[0]), lambda: kept(socket.create_connection(server.getsockname()))


@case("socket.socket.recvfrom")
def _(_: pathlib.Path) -> Case:
    here, there = (kept(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) for _ in range(2))
    here.bind(("127.0.0.1", 0))
    return lambda: here.recvfrom(1), lambda: there.sendto(b"x", here.getsockname())


@case("select.select")
def _(_: pathlib.Path) -> Case:
    here, there = _pair()
    return lambda: select.select([here], [], []), lambda: there.send(b"x")


@case("selectors.BaseSelector.select")
def _(_: pathlib.Path) -> Case:
    here, there = _pair()
    selector = kept(selectors.DefaultSelector())
    selector.register(here, selectors.EVENT_READ)
    return selector.select, lambda: there.send(b"x")


if sys.platform == "linux":

    @case("select.poll.poll")
    def _(_: pathlib.Path) -> Case:
        here, there = _pair()
        poll = select.poll()
        poll.register(here, select.POLLIN)
        return poll.poll, lambda: there.send(b"x")

    @case("select.epoll.poll")
    def _(_: pathlib.Path) -> Case:
        here, there = _pair()
        poll = kept(select.epoll())
        poll.register(here, select.EPOLLIN)
        return poll.poll, lambda: there.send(b"x")


def _silent_server() -> tuple[int, Callable[[], None]]:
    """A server on this machine that answers an HTTP request only when told."""
    server = kept(socket.create_server(("127.0.0.1", 0)))

    def answer() -> None:
        connection, _ = server.accept()
        connection.recv(4096)
        connection.sendall(b"HTTP/1.0 204 No Content\r\n\r\n")
        connection.close()

    return server.getsockname()[1], answer


@case("urllib.request.urlopen")
def _(_: pathlib.Path) -> Case:
    port, answer = _silent_server()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    urllib.request.install_opener(opener)
    return lambda: kept(urllib.request.urlopen(f"http://127.0.0.1:{port}/")), answer


@case("http.client.HTTPConnection.getresponse")
def _(_: pathlib.Path) -> Case:
    port, answer = _silent_server()
    connection = kept(http.client.HTTPConnection("127.0.0.1", port))
    connection.request("GET", "/")
    return connection.getresponse, answer


# --- processes, files and databases, by way of a fifo or a pipe

if sys.platform != "win32":
    import fcntl

    def _os_pipe() -> tuple[int, int]:
        read, write = os.pipe()
        _OPEN.callback(os.close, read)
        return read, write

    def _child(run: Callable[[int], object]) -> Case:
        """A child that copies a pipe until it is closed: `cat`."""
        read, write = _os_pipe()
        return lambda: run(read), lambda: os.close(write)

    def _popen() -> tuple[subprocess.Popen[bytes], Callable[[], None]]:
        read, write = _os_pipe()
        child = subprocess.Popen(["cat"], stdin=read, stdout=subprocess.DEVNULL)
        return child, lambda: os.close(write)

    @case("subprocess.run")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.run(["cat"], stdin=read, check=True))

    @case("subprocess.call")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.call(["cat"], stdin=read))

    @case("subprocess.check_call")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.check_call(["cat"], stdin=read))

    @case("subprocess.check_output")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.check_output(["cat"], stdin=read))

    @case("subprocess.Popen.wait")
    def _(_: pathlib.Path) -> Case:
        child, release = _popen()
        return child.wait, release

    @case("subprocess.Popen.communicate")
    def _(_: pathlib.Path) -> Case:
        child, release = _popen()
        return child.communicate, release

    @case("os.waitpid")
    def _(_: pathlib.Path) -> Case:
        child, release = _popen()

        def wait() -> None:
            _, status = os.waitpid(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)

        return wait, release

    def _fifo(folder: pathlib.Path) -> tuple[pathlib.Path, Callable[[], None]]:
        fifo = folder / "fifo"
        os.mkfifo(fifo)

        def write() -> None:
            with fifo.open("w") as file:
                file.write("x")

        return fifo, write

    @case("os.system")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return lambda: os.system(f"cat {fifo} >/dev/null"), write

    @case("os.spawnlp")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return lambda: os.spawnlp(os.P_WAIT, "cp", "cp", str(fifo), "/dev/null"), write

    @case("subprocess.getoutput")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return lambda: subprocess.getoutput(f"cat {fifo}"), write

    @case("builtins.open")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)

        def read() -> None:
            with open(fifo) as file:
                file.read()

        return read, write

    @case("os.open")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)

        def read() -> None:
            file = os.open(fifo, os.O_RDONLY)
            os.read(file, 1)
            os.close(file)

        return read, write

    @case("pathlib.Path.read_text")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return fifo.read_text, write

    @case("pathlib.Path.read_bytes")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return fifo.read_bytes, write

    @case("pathlib.Path.open")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)

        def read() -> None:
            with fifo.open() as file:
                file.read()

        return read, write

    @case("fcntl.flock")
    def _(folder: pathlib.Path) -> Case:
        path = folder / "lock"
        first, second = (os.open(path, os.O_CREAT | os.O_RDWR) for _ in range(2))
        for each in (first, second):
            _OPEN.callback(os.close, each)
        fcntl.flock(first, fcntl.LOCK_EX)
        return lambda: fcntl.flock(second, fcntl.LOCK_EX), lambda: fcntl.flock(first, fcntl.LOCK_UN)


@case("sqlite3.Connection.execute")
def _(folder: pathlib.Path) -> Case:
    first, second = (
        sqlite3.connect(folder / "db", check_same_thread=False, isolation_level=None, timeout=PATIENCE)
        for _ in range(2)
    )
    first.execute("begin exclusive")

    def read() -> None:
        second.execute("begin exclusive")
        second.close()

    def release() -> None:
        first.execute("commit")
        first.close()

    return read, release


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
    "concurrent.futures.Future.result": lambda: _future().result(timeout=0),
    "concurrent.futures.Future.exception": lambda: _future().exception(timeout=0),
    "concurrent.futures.wait": lambda: concurrent.futures.wait([_future()], timeout=0),
    "concurrent.futures.Executor.shutdown": lambda: _busy_executor().shutdown(wait=False),
    "select.select": lambda: select.select([_pair()[0]], [], [], 0),
    "multiprocessing.connection.Connection.poll": lambda: _pipe()[0].poll(0),
    "multiprocessing.connection.wait": lambda: multiprocessing.connection.wait([_pipe()[0]], timeout=0),
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
    here, _ = _pair()
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
