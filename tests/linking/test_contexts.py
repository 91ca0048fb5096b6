"""Functions that helpers of other modules start, and call on threads of theirs."""

from __future__ import annotations

import ast

import pytest

from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.settings import Settings

UTIL = """
import asyncio
import functools
import threading
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(8)


def background(work, *args):
    threading.Thread(target=work, args=args, daemon=True).start()


def guarded(work):
    def run():
        try:
            work()
        except Exception:
            pass

    background(run)


async def offload(work):
    return await asyncio.to_thread(work)


def threaded(work):
    @functools.wraps(work)
    def wrapper(*args):
        return pool.submit(work, *args)

    return wrapper


class Poller:
    def __init__(self, callback, interval=1):
        self._callback = callback
        self._thread = threading.Thread(target=self._run)

    def _run(self):
        self._callback()


class Runner:
    def start(self, work):
        pool.submit(work)


def called_here(work):
    work()


class Service:
    def start(self):
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        self.of_base_by_call()

    def of_base_by_call(self): ...


class Started:
    def start(self):
        threading.Thread(target=self.of_base).start()

    def of_base(self): ...


class Looper(threading.Thread):
    def run(self):
        self.of_thread()

    def of_thread(self): ...
"""
MID = """
from pkg.util import background


def later(*, job):
    background(job)
"""
APP = """
import pkg.util as util
from pkg.mid import later
from pkg.util import Looper, Poller, Runner, Service, Started, background, called_here, guarded, offload, threaded


def by_function(): ...


def by_wrapper(): ...


def by_module(): ...


def by_two_modules(): ...


def by_constructor(): ...


def by_method(): ...


def by_coroutine(): ...


@threaded
def by_decorator(): ...


def here(): ...


class MyService(Service):
    def of_base_by_call(self): ...

    def public(self): ...


class MyStarted(Started):
    def of_base(self): ...


class MyLooper(Looper):
    def of_thread(self): ...


async def main():
    background(by_function)
    guarded(by_wrapper)
    util.background(by_module)
    later(job=by_two_modules)
    Poller(callback=by_constructor)
    Runner().start(by_method)
    await offload(by_coroutine)
    called_here(here)
"""


@pytest.fixture
def contexts(tmp_path):
    package = tmp_path / "pkg"
    package.mkdir()
    for name, text in {"__init__": "", "util": UTIL, "mid": MID, "app": APP}.items():
        (package / f"{name}.py").write_text(text)
    path = package / "app.py"
    settings = Settings(source_roots=(str(tmp_path),), no_cache=True)
    module = Project(Workspace(settings)).model(APP, str(path), ast.parse(APP))
    found = module.ask(Contexts)
    return {function.name: {reach.kind for reach in found.of(function)} for function in module.functions}


@pytest.mark.parametrize(
    "name",
    [
        "by_function", "by_wrapper", "by_module", "by_two_modules", "by_constructor", "by_method", "by_coroutine",
        "by_decorator", "of_base_by_call", "of_base", "of_thread",
    ],
)  # fmt: skip
def test_started_elsewhere(contexts, name):
    assert Kind.THREAD in contexts[name]


def test_called_before_the_helper_returns(contexts):
    assert contexts["here"] == {Kind.TASK}


def test_callers_of_an_object_whose_base_starts_a_thread(contexts):
    assert contexts["public"] == {Kind.CALLER}


INTERRUPTS = """
import signal
import weakref


def safe_reference(target, on_delete=None):
    return weakref.ref(target, on_delete)


def on_end(handler):
    signal.signal(signal.SIGTERM, handler)
"""
INTERRUPTED = """
from pkg.low import on_end, safe_reference


def forget(reference): ...


def stop(number, frame): ...


def main(target):
    on_end(stop)
    return safe_reference(target, on_delete=forget)
"""


def test_interrupts_that_helpers_set_up(tmp_path):
    package = tmp_path / "pkg"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "low.py").write_text(INTERRUPTS)
    path = package / "app.py"
    path.write_text(INTERRUPTED)
    settings = Settings(source_roots=(str(tmp_path),), no_cache=True)
    module = Project(Workspace(settings)).model(INTERRUPTED, str(path), ast.parse(INTERRUPTED))
    found = module.ask(Contexts)
    kinds = {function.name: {reach.kind for reach in found.of(function)} for function in module.functions}
    assert kinds["forget"] == {Kind.FINALISER}
    assert kinds["stop"] == {Kind.SIGNAL}
