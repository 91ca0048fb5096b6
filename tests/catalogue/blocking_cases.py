"""Calls that block on threads and sockets, each with what releases it, by catalogue name."""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import multiprocessing
import multiprocessing.connection
import multiprocessing.pool
import pathlib
import queue
import sched
import select
import selectors
import socket
import sys
import threading
import urllib.request
from collections.abc import Callable
from typing import Any, TypeVar

#: long enough for a call that does not block to return, short enough for the sum of all cases
MOMENT = 0.03
PATIENCE = 30

Case = tuple[Callable[[], object], Callable[[], object]]
CASES: dict[str, Callable[[pathlib.Path], Case]] = {}


OPEN = contextlib.ExitStack()
_T = TypeVar("_T")


def kept(thing: _T) -> _T:
    """Close or end this when the test is over."""
    end = getattr(thing, "terminate", None) or getattr(thing, "shutdown", None)
    if isinstance(thing, socket.socket) or end is None:
        end = thing.close  # type: ignore[attr-defined]
    OPEN.callback(end)
    return thing


RELEASED_AT_THE_END = threading.Event()


def connected() -> tuple[Any, Any]:
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


def pending_future() -> concurrent.futures.Future[int]:
    return concurrent.futures.Future()


@case("concurrent.futures.Future.result")
def _(_: pathlib.Path) -> Case:
    future = pending_future()
    return future.result, lambda: future.set_result(1)


@case("concurrent.futures.Future.exception")
def _(_: pathlib.Path) -> Case:
    future = pending_future()
    return future.exception, lambda: future.set_result(1)


@case("concurrent.futures.wait")
def _(_: pathlib.Path) -> Case:
    future = pending_future()
    return lambda: concurrent.futures.wait([future]), lambda: future.set_result(1)


@case("concurrent.futures.as_completed")
def _(_: pathlib.Path) -> Case:
    future = pending_future()
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
    here, there = connected()
    return here.recv, lambda: there.send(1)


@case("multiprocessing.connection.Connection.poll")
def _(_: pathlib.Path) -> Case:
    here, there = connected()
    return lambda: here.poll(None), lambda: there.send(1)


@case("multiprocessing.connection.wait")
def _(_: pathlib.Path) -> Case:
    here, there = connected()
    return lambda: multiprocessing.connection.wait([here]), lambda: there.send(1)


@case("multiprocessing.Event.wait")
def _(_: pathlib.Path) -> Case:
    event = multiprocessing.Event()
    return event.wait, event.set


@case("sched.scheduler.run")
def _(_: pathlib.Path) -> Case:
    event = threading.Event()
    # a clock of its own: the event is due once it was released, however long the thread took to start
    scheduler = sched.scheduler(lambda: int(event.is_set()), lambda delay: event.wait() if delay else None)
    scheduler.enterabs(1, 1, event.set)
    return scheduler.run, event.set


# --- sockets


def socket_pair() -> tuple[socket.socket, socket.socket]:
    here, there = socket.socketpair()
    return kept(here), kept(there)


@case("socket.socket.recv")
def _(_: pathlib.Path) -> Case:
    here, there = socket_pair()
    return lambda: here.recv(1), lambda: there.send(b"x")


@case("socket.socket.recv_into")
def _(_: pathlib.Path) -> Case:
    here, there = socket_pair()
    return lambda: here.recv_into(bytearray(1)), lambda: there.send(b"x")


@case("socket.socket.sendall")
def _(_: pathlib.Path) -> Case:
    here, there = socket_pair()
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
    here, there = socket_pair()
    return lambda: select.select([here], [], []), lambda: there.send(b"x")


@case("selectors.BaseSelector.select")
def _(_: pathlib.Path) -> Case:
    here, there = socket_pair()
    selector = kept(selectors.DefaultSelector())
    selector.register(here, selectors.EVENT_READ)
    return selector.select, lambda: there.send(b"x")


if sys.platform == "linux":

    @case("select.poll.poll")
    def _(_: pathlib.Path) -> Case:
        here, there = socket_pair()
        poll = select.poll()
        poll.register(here, select.POLLIN)
        return poll.poll, lambda: there.send(b"x")

    @case("select.epoll.poll")
    def _(_: pathlib.Path) -> Case:
        here, there = socket_pair()
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
