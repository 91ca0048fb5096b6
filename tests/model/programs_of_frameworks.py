"""Programs that start functions on loops, in processes, and by way of frameworks."""

from __future__ import annotations

#: (source, function, where it runs)
MORE_PLACES = {
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
