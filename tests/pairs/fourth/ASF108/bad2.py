"""Thumbnail service: waits for a thread pool inside FastAPI handlers."""
import concurrent.futures as cf
import queue
from contextlib import asynccontextmanager

from fastapi import FastAPI

jobs: "queue.Queue[str]" = queue.Queue()


def shrink(path: str) -> int:
    return len(path)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = cf.ThreadPoolExecutor(4)
    yield
    app.state.pool.shutdown(wait=False)


app = FastAPI(lifespan=lifespan)


@app.post("/shrink/{path}")
async def shrink_one(path: str) -> int:
    pool: cf.Executor = app.state.pool
    future = pool.submit(shrink, path)
    return future.result(timeout=30)  # expect: ASF108


@app.post("/shrink-all")
async def shrink_all(paths: list[str]) -> list[int]:
    with cf.ThreadPoolExecutor(max_workers=8) as pool:  # expect: ASF108
        futures = [pool.submit(shrink, p) for p in paths]
    return [f.result() for f in cf.as_completed(futures, timeout=0)]


@app.get("/next")
async def next_job() -> str:
    return jobs.get(timeout=1.5)  # expect: ASF108
