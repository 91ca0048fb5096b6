"""Where functions run, by which chain, and which of them at the same time."""

from __future__ import annotations

import pytest
from models import function, model

from flake8_asyncsafe.model.contexts import Contexts, Kind, Reach
from flake8_asyncsafe.model.module import Module
from flake8_asyncsafe.model.ops import Op, Write


def contexts(module: Module) -> Contexts:
    return module.ask(Contexts)


def shown(module: Module, reach: Reach) -> str:
    """A reach as text: its kind, its marks, the functions on the way."""
    marks = [name for name, has in (("many", reach.context.many), ("own", reach.context.own), ("loop", reach.loop)) if has]
    names = [step.function.qualname for step in reach.via]
    return " ".join([reach.kind.value, *marks, *names])


def places(source: str, name: str) -> list[str]:
    module = model(source)
    return sorted(shown(module, reach) for reach in contexts(module).of(function(module, name)))


#: (source, function, where it runs)
PLACES = {
    "target": (
        """
        import threading
        def work(): step()
        def step(): ...
        t = threading.Thread(target=work)
        """,
        "step",
        ["thread work"],
    ),
    "positional": (
        """
        from threading import Thread as T
        def work(): ...
        def go(): T(None, work).start()
        """,
        "work",
        ["thread"],
    ),
    "timer": (
        """
        import threading
        class A:
            def tick(self): self.more()
            def more(self): ...
            def go(self): threading.Timer(1.0, self.tick).start()
        """,
        "A.more",
        ["thread A.tick"],
    ),
    "subclass": (
        """
        import threading
        class W(threading.Thread):
            def run(self): self.step()
            def step(self): ...
        """,
        "W.step",
        ["thread own W.run"],
    ),
    "subclass made in a loop": (
        """
        import threading
        class W(threading.Thread):
            def run(self): ...
        def go():
            for _ in range(3):
                W().start()
        """,
        "W.run",
        ["thread many own"],
    ),
    "target of a subclass's base": (
        """
        import threading
        class W(threading.Thread):
            def __init__(self):
                super().__init__(target=self.work, daemon=True)
            def work(self): ...
        """,
        "W.work",
        ["thread"],
    ),
    "lambda": (
        """
        import threading
        def step(x): ...
        def go(): threading.Thread(target=lambda: step(1)).start()
        """,
        "step",
        ["thread go.<lambda>"],
    ),
    "partial": (
        """
        import functools, threading
        def step(x): ...
        def go(): threading.Thread(target=functools.partial(step, 1)).start()
        """,
        "step",
        ["thread"],
    ),
    "submit once": (
        """
        from concurrent.futures import ThreadPoolExecutor
        def job(): ...
        def main():
            with ThreadPoolExecutor() as ex:
                ex.submit(job)
        """,
        "job",
        ["thread"],
    ),
    "submit in a comprehension": (
        """
        from concurrent.futures import ThreadPoolExecutor
        def job(x): ...
        def main(xs):
            with ThreadPoolExecutor() as ex:
                return [f.result() for f in [ex.submit(job, x) for x in xs]]
        """,
        "job",
        ["thread many"],
    ),
    "map": (
        """
        from concurrent.futures import ThreadPoolExecutor
        def job(x): ...
        def main(xs):
            with ThreadPoolExecutor() as ex:
                return list(ex.map(job, xs))
        """,
        "job",
        ["thread many"],
    ),
    "one worker": (
        """
        from concurrent.futures import ThreadPoolExecutor
        def job(x): ...
        def main(xs):
            with ThreadPoolExecutor(max_workers=1) as ex:
                return list(ex.map(job, xs))
        """,
        "job",
        ["thread"],
    ),
    "process pool": (
        """
        from concurrent.futures import ProcessPoolExecutor
        def job(x): ...
        def main(xs):
            with ProcessPoolExecutor() as ex:
                return list(ex.map(job, xs))
        """,
        "job",
        ["process many"],
    ),
    "to_thread": (
        """
        import asyncio
        def load(): read()
        def read(): ...
        async def main(): await asyncio.to_thread(load)
        """,
        "read",
        ["thread load"],
    ),
    "executor of the loop": (
        """
        import asyncio
        class A:
            def load(self): ...
            async def go(self):
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(None, self.load)
        """,
        "A.load",
        ["thread"],
    ),
    "gathered threads": (
        """
        import asyncio
        def load(x): ...
        async def main(xs): await asyncio.gather(*(asyncio.to_thread(load, x) for x in xs))
        """,
        "load",
        ["thread many"],
    ),
    "a thread per task": (
        """
        import asyncio
        def load(x): ...
        async def one(x): await asyncio.to_thread(load, x)
        async def main(xs): await asyncio.gather(*[one(x) for x in xs])
        """,
        "load",
        ["thread many"],
    ),
    "one thread after another": (
        """
        import threading
        def work(): ...
        def main():
            for _ in range(3):
                t = threading.Thread(target=work)
                t.start()
                t.join()
        """,
        "work",
        ["thread"],
    ),
    "waited for in the loop": (
        """
        import asyncio
        def work(x): ...
        async def main(xs):
            for x in xs:
                await asyncio.to_thread(work, x)
        """,
        "work",
        ["thread"],
    ),
    "many through a helper that is called in a loop": (
        """
        import threading
        def work(): ...
        def spawn(): threading.Thread(target=work).start()
        def main():
            for _ in range(3):
                spawn()
        """,
        "work",
        ["thread many"],
    ),
    "a thread for each connection": (
        """
        import threading
        class Server:
            def serve(self, sock):
                while True:
                    conn, _ = sock.accept()
                    self.handle(conn)
            def handle(self, conn):
                threading.Thread(target=self.work, args=(conn,)).start()
            def work(self, conn): ...
        """,
        "Server.work",
        ["thread many"],
    ),
    "a supervised thread": (
        """
        import threading, time
        def work(): ...
        def main():
            t = threading.Thread(target=work); t.start()
            while True:
                if not t.is_alive():
                    t = threading.Thread(target=work); t.start()
                time.sleep(1)
        """,
        "work",
        ["thread", "thread"],
    ),
    "helper that starts its parameter": (
        """
        import threading
        def background(work, *args): threading.Thread(target=work, args=args).start()
        def job(): ...
        def main(): background(job)
        """,
        "job",
        ["thread"],
    ),
    "helper of a helper, by keyword": (
        """
        import threading
        def background(work): threading.Thread(target=work).start()
        def later(*, what): background(what)
        def job(): ...
        def main(): later(what=job)
        """,
        "job",
        ["thread"],
    ),
    "helper that wraps its parameter": (
        """
        import threading
        def background(work):
            def guarded():
                try:
                    work()
                except Exception:
                    pass
            threading.Thread(target=guarded).start()
        def job(): ...
        def main(): background(job)
        """,
        "job",
        ["thread background.<locals>.guarded"],
    ),
    "method that starts its parameter": (
        """
        from concurrent.futures import ThreadPoolExecutor
        class Pool:
            def __init__(self): self._ex = ThreadPoolExecutor(4)
            def run(self, fn, *args): return self._ex.submit(fn, *args)
        def job(x): ...
        def main(xs):
            pool = Pool()
            for x in xs:
                pool.run(job, x)
        """,
        "job",
        ["thread many"],
    ),
    "callback kept by the constructor": (
        """
        import threading
        class Poller:
            def __init__(self, callback):
                self._callback = callback
                self._thread = threading.Thread(target=self._run)
            def _run(self):
                self._callback()
        def changed(): ...
        def main(): Poller(changed)
        """,
        "changed",
        ["thread Poller._run"],
    ),
    "decorator": (
        """
        import functools, threading
        def threaded(fn):
            @functools.wraps(fn)
            def wrapper(*args):
                threading.Thread(target=fn, args=args).start()
            return wrapper
        @threaded
        def job(): ...
        """,
        "job",
        ["thread"],
    ),
    "object given to the thread": (
        """
        import threading
        class Counter:
            def add(self): ...
        def work(counter): counter.add()
        def main():
            c = Counter()
            for _ in range(2):
                threading.Thread(target=work, args=(c,)).start()
        """,
        "Counter.add",
        ["thread many work"],
    ),
    "a loop on a thread": (
        """
        import asyncio, threading
        async def serve(): step()
        def step(): ...
        def run(): asyncio.run(serve())
        threading.Thread(target=run).start()
        """,
        "step",
        ["thread loop run serve"],
    ),
    "back on the loop": (
        """
        import asyncio, threading
        class A:
            def __init__(self, loop): self.loop: asyncio.AbstractEventLoop = loop
            def work(self): self.loop.call_soon_threadsafe(self.done)
            def done(self): ...
            def go(self): threading.Thread(target=self.work).start()
        """,
        "A.done",
        ["loop-callback"],
    ),
    "anyio": (
        """
        import anyio
        def load(): anyio.from_thread.run_sync(told)
        def told(): ...
        async def main(): await anyio.to_thread.run_sync(load)
        """,
        "told",
        ["loop-callback"],
    ),
    "nursery": (
        """
        import trio
        async def child(): step()
        def step(): ...
        async def main():
            async with trio.open_nursery() as n:
                for _ in range(2):
                    n.start_soon(child)
        """,
        "step",
        ["task many child"],
    ),
    "process": (
        """
        import multiprocessing
        def work(): step()
        def step(): ...
        def main(): multiprocessing.Process(target=work).start()
        """,
        "step",
        ["process work"],
    ),
    "process of a context": (
        """
        import multiprocessing as mp
        def work(): ...
        def main(): mp.get_context("spawn").Process(target=work).start()
        """,
        "work",
        ["process"],
    ),
    "pool": (
        """
        import multiprocessing
        def work(x): ...
        def main(xs):
            with multiprocessing.Pool() as pool:
                pool.map(work, xs)
        """,
        "work",
        ["process many"],
    ),
    "signal": (
        """
        import signal
        def stop(signum, frame): ...
        signal.signal(signal.SIGTERM, stop)
        """,
        "stop",
        ["signal"],
    ),
    "atexit": (
        """
        import atexit
        @atexit.register
        def stop(): ...
        """,
        "stop",
        ["finaliser"],
    ),
    "del": (
        """
        class A:
            def __del__(self): self.close()
            def close(self): ...
        """,
        "A.close",
        ["finaliser own A.__del__"],
    ),
    "threaded server": (
        """
        import socketserver
        class Handler(socketserver.BaseRequestHandler):
            def handle(self): count()
        def count(): ...
        def main():
            with socketserver.ThreadingTCPServer(("", 0), Handler) as s:
                s.serve_forever()
        """,
        "count",
        ["thread many own Handler.handle"],
    ),
    "threaded server of two classes": (
        """
        from http.server import BaseHTTPRequestHandler, HTTPServer
        from socketserver import ThreadingMixIn
        class Server(ThreadingMixIn, HTTPServer): ...
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self): count()
        def count(): ...
        def main(): Server(("", 0), Handler).serve_forever()
        """,
        "count",
        ["thread many own Handler.do_GET"],
    ),
    "plain server": (
        """
        from http.server import BaseHTTPRequestHandler, HTTPServer
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self): count()
        def count(): ...
        def main(): HTTPServer(("", 0), Handler).serve_forever()
        """,
        "count",
        [],
    ),
    "logging handler": (
        """
        import logging
        class H(logging.Handler):
            def emit(self, record): ...
        """,
        "H.emit",
        ["caller"],
    ),
    "route": (
        """
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/")
        def index(): count()
        def count(): ...
        """,
        "count",
        ["thread many index"],
    ),
    "flask": (
        """
        from flask import Flask
        app = Flask(__name__)
        @app.route("/")
        def index(): ...
        """,
        "index",
        ["thread many"],
    ),
    "async route": (
        """
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/")
        async def index(): ...
        """,
        "index",
        ["task many"],
    ),
    "sync_to_async has one thread": (
        """
        from asgiref.sync import sync_to_async
        def query(): ...
        async def main(): await sync_to_async(query)()
        """,
        "query",
        ["thread"],
    ),
    "done callback": (
        """
        from concurrent.futures import ThreadPoolExecutor
        def told(f): ...
        def job(): ...
        def main():
            ex = ThreadPoolExecutor()
            ex.submit(job).add_done_callback(told)
        """,
        "told",
        ["thread"],
    ),
    "public function without a caller": ("def f(): ...", "f", []),
    "main": ("def f(): g()\ndef g(): ...\nf()", "g", ["main <module> f"]),
}


@pytest.mark.parametrize("case", PLACES, ids=str)
def test_where_functions_run(case: str) -> None:
    source, name, expected = PLACES[case]
    module = model(source)
    found = sorted(shown(module, reach) for reach in contexts(module).of(function(module, name)))
    body = module.lowering.module.qualname
    assert [each.replace(body, "<module>") for each in found] == expected


SERVICE = """
    import threading
    class Service:
        def __init__(self):
            self.n = 0
        def start(self):
            self.n = 1
            self._thread = threading.Thread(target=self._run)
            self._thread.start()
            self.n = 2
        def _run(self):
            self._step()
        def _step(self): ...
        def get(self): return self._look()
        def _look(self): ...
        def stop(self):
            self.n = 3
            self._thread.join()
            self.n = 4
        def _unused(self): ...
"""


def both(source: str, first: str, second: str) -> bool:
    module = model(source)
    return contexts(module).concurrent(function(module, first), function(module, second)) is not None


def writes(module: Module, name: str) -> list[Op]:
    """The writes of an attribute or variable, in textual order."""
    return [
        op
        for each in module.functions
        for op in each.ops
        if isinstance(op, Write) and module.source(op.node).rpartition(".")[2] == name
    ]


def test_a_thread_and_the_callers_of_its_object() -> None:
    assert both(SERVICE, "Service._run", "Service.get")
    assert both(SERVICE, "Service._look", "Service._step")
    assert not both(SERVICE, "Service._run", "Service._run")
    assert not both(SERVICE, "Service.get", "Service.get")
    assert not both(SERVICE, "Service._unused", "Service._run")
    assert not both(SERVICE, "Service._run", "Service.__init__")


def test_before_the_start_and_behind_the_join() -> None:
    module = model(SERVICE)
    run = function(module, "Service._run")
    found = [contexts(module).concurrent(run, op.function, None, op) is not None for op in writes(module, "n")]
    assert found == [False, False, True, True, False]


def test_what_rests_on_callers_is_less_sure() -> None:
    module = model(SERVICE)
    found = contexts(module).concurrent(function(module, "Service.get"), function(module, "Service._run"))
    assert found is not None
    assert not found.sure
    assert {found.first.kind, found.second.kind} == {Kind.THREAD, Kind.CALLER}


SCRIPT = """
    import threading
    from concurrent.futures import ThreadPoolExecutor, wait
    n = 0
    def work(): ...
    def before(): ...
    def during(): ...
    def after(): ...
    def start():
        ts = []
        for _ in range(2):
            t = threading.Thread(target=work)
            t.start()
            ts.append(t)
        return ts
    def main():
        before()
        THREADS
        after()
    if __name__ == "__main__":
        main()
"""


@pytest.mark.parametrize(
    "threads",
    [
        "ts = [threading.Thread(target=work) for _ in range(2)]; [t.start() for t in ts]; during(); [t.join() for t in ts]",
        "t = threading.Thread(target=work); t.start(); during(); t.join()",
        "t = threading.Thread(target=work)\n        t.start()\n        try:\n            during()\n"
        "        finally:\n            t.join()",
        "with ThreadPoolExecutor() as ex:\n            ex.submit(work)\n            during()",
        "ex = ThreadPoolExecutor()\n        f = ex.submit(work)\n        during()\n        f.result()",
        "ex = ThreadPoolExecutor()\n        fs = [ex.submit(work) for _ in range(3)]\n        during()\n        wait(fs)",
        "ex = ThreadPoolExecutor()\n        ex.submit(work)\n        during()\n        ex.shutdown()",
        "ts = []\n        for _ in range(2):\n            t = threading.Thread(target=work)\n            ts.append(t)\n"
        "            t.start()\n        during()\n        for t in ts:\n            t.join()",
    ],
)
def test_the_order_in_a_script(threads: str) -> None:
    source = SCRIPT.replace("THREADS", threads)
    assert not both(source, "work", "before")
    assert both(source, "work", "during")
    assert not both(source, "work", "after")


def test_started_by_a_helper() -> None:
    source = SCRIPT.replace("THREADS", "start(); during()")
    assert not both(source, "work", "before")
    assert both(source, "work", "during")
    assert both(source, "work", "after")
    assert both(source, "work", "work")


@pytest.mark.parametrize(
    ("source", "first", "second", "expected"),
    [
        ("await asyncio.gather(one(), two())", "one", "two", True),
        ("await asyncio.gather(one(), one())", "one", "one", True),
        ("await one(); await two()", "one", "two", False),
        ("t = asyncio.create_task(one()); await two(); await t", "one", "two", True),
        ("t = asyncio.create_task(one()); await t; await two()", "one", "two", False),
        ("async with asyncio.TaskGroup() as g:\n        g.create_task(one())\n        await two()", "one", "two", True),
        ("async with asyncio.TaskGroup() as g:\n        g.create_task(one())\n    await two()", "one", "two", False),
        ("for _ in range(3): await one()", "one", "one", False),
        ("for _ in range(3): asyncio.create_task(one())", "one", "one", True),
        ("await asyncio.gather(*[one() for _ in range(3)])", "one", "one", True),
    ],
)
def test_tasks(source: str, first: str, second: str, expected: bool) -> None:  # noqa: FBT001
    module = model(
        f"import asyncio\nasync def one(): ...\nasync def two(): ...\nasync def main():\n    {source}\nasyncio.run(main())"
    )
    found = contexts(module).concurrent_tasks(function(module, first), function(module, second))
    assert (found is not None) is expected
    assert contexts(module).concurrent(function(module, first), function(module, second)) is None


def test_a_thread_and_the_loop() -> None:
    source = """
        import asyncio
        class Cache:
            async def refresh(self):
                self.before()
                await asyncio.to_thread(self._load)
                self.after()
            def before(self): ...
            def after(self): ...
            def _load(self): ...
            async def get(self): ...
    """
    assert both(source, "Cache._load", "Cache.get")
    assert not both(source, "Cache._load", "Cache.before")
    assert not both(source, "Cache._load", "Cache.after")


def test_a_timer_that_starts_itself_again_is_one_at_a_time() -> None:
    source = """
        import threading
        class A:
            def start(self): self._arm()
            def _arm(self):
                self.t = threading.Timer(1, self._tick)
                self.t.start()
            def _tick(self):
                self._arm()
            def get(self): ...
    """
    assert not both(source, "A._tick", "A._tick")
    assert both(source, "A._tick", "A.get")


def test_processes_share_no_memory() -> None:
    source = """
        import multiprocessing
        def work(): ...
        def main():
            ps = [multiprocessing.Process(target=work) for _ in range(2)]
            for p in ps: p.start()
            during()
        def during(): ...
        main()
    """
    assert not both(source, "work", "work")
    assert not both(source, "work", "during")
