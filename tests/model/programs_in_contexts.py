"""Programs that start functions in many places."""

from __future__ import annotations

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
    "one thread for each object, started when it is needed": (
        """
        import threading
        class Monitor:
            def __init__(self): self._thread = None
            def _ensure(self):
                if self._thread is None:
                    def work(): ...
                    thread = threading.Thread(target=work)
                    thread.start()
                    self._thread = thread
            def add(self, xs):
                for _ in xs:
                    self._ensure()
        """,
        "Monitor._ensure.<locals>.work",
        ["thread"],
    ),
}
