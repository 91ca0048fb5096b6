"""Which functions of a module run at the same time, on two threads or as two tasks."""

from __future__ import annotations

import pytest
from models import function, model

from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.module import Module
from flake8_asyncsafe.model.ops import Op, Write


def contexts(module: Module) -> Contexts:
    return module.ask(Contexts)


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


#: what stands for THREADS, a line or several
THREADS = (
    """
        ts = [threading.Thread(target=work) for _ in range(2)]
        [t.start() for t in ts]
        during()
        [t.join() for t in ts]
    """,
    """
        t = threading.Thread(target=work)
        t.start()
        during()
        t.join()
    """,
    """
        t = threading.Thread(target=work)
        t.start()
        try:
            during()
        finally:
            t.join()
    """,
    """
        with ThreadPoolExecutor() as ex:
            ex.submit(work)
            during()
    """,
    """
        ex = ThreadPoolExecutor()
        f = ex.submit(work)
        during()
        f.result()
    """,
    """
        ex = ThreadPoolExecutor()
        fs = [ex.submit(work) for _ in range(3)]
        during()
        wait(fs)
    """,
    """
        ex = ThreadPoolExecutor()
        ex.submit(work)
        during()
        ex.shutdown()
    """,
    """
        ts = []
        for _ in range(2):
            t = threading.Thread(target=work)
            ts.append(t)
            t.start()
        during()
        for t in ts:
            t.join()
    """,
)


@pytest.mark.parametrize("threads", THREADS)
def test_the_order_in_a_script(threads: str) -> None:
    source = SCRIPT.replace("THREADS", threads.strip())
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
def test_tasks(source: str, first: str, second: str, expected: bool) -> None:
    module = model(
        "import asyncio\nasync def one(): ...\nasync def two(): ...\n"
        f"async def main():\n    {source}\nasyncio.run(main())"
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


ONE_AFTER_ANOTHER = """
    import asyncio
    import threading
    from concurrent.futures import ThreadPoolExecutor
    def first(): ...
    def second(): ...
    def main():
        a = threading.Thread(target=first)
        a.start()
        JOIN
        b = threading.Thread(target=second)
        b.start()
        b.join()
        a.join()
    main()
"""


def test_two_threads_one_after_the_other() -> None:
    assert both(ONE_AFTER_ANOTHER.replace("JOIN", "pass"), "first", "second")
    assert not both(ONE_AFTER_ANOTHER.replace("JOIN", "a.join()"), "first", "second")


def test_two_awaited_threads() -> None:
    source = """
        import asyncio
        def work(): ...
        async def main():
            await asyncio.to_thread(work)
            await asyncio.to_thread(work)
        asyncio.run(main())
    """
    assert not both(source, "work", "work")
    assert both(
        source.replace("await asyncio.to_thread(work)\n", "asyncio.create_task(asyncio.to_thread(work))\n"),
        "work",
        "work",
    )


def test_two_threads_with_one_target() -> None:
    source = """
        import threading
        def work(): ...
        def main():
            a = threading.Thread(target=work)
            b = threading.Thread(target=work)
            a.start(); b.start()
            a.join(); b.join()
        main()
    """
    assert both(source, "work", "work")


def test_the_body_of_a_script() -> None:
    module = model(
        """
        import threading
        n = 0
        def work(): ...
        t = threading.Thread(target=work)
        n = 1
        t.start()
        n = 2
        t.join()
        n = 3
        """
    )
    work, body = function(module, "work"), module.lowering.module
    found = [contexts(module).concurrent(work, body, None, op) is not None for op in writes(module, "n")]
    assert found == [False, False, True, False]


def test_objects_that_are_threads_are_used_by_others() -> None:
    source = """
        import threading
        class Worker(threading.Thread):
            def run(self): ...
            def stop(self): ...
        workers = [Worker() for _ in range(3)]
    """
    assert both(source, "Worker.run", "Worker.stop")


def test_a_thread_that_the_import_starts() -> None:
    source = """
        import threading
        def _refresh(): ...
        def get(): ...
        threading.Thread(target=_refresh, daemon=True).start()
    """
    assert both(source, "_refresh", "get")


def test_handlers_and_coroutines() -> None:
    source = """
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/a")
        def plain(): ...
        @app.get("/b")
        async def coroutine(): ...
    """
    assert both(source, "plain", "plain")
    assert both(source, "plain", "coroutine")
    assert not both(source, "coroutine", "coroutine")
