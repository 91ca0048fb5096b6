from __future__ import annotations

import tempfile
from concurrent.futures import Executor, Future

import trio


def count(handle) -> int:
    return sum(1 for _ in handle)


class Counter:
    def __init__(self, pool: Executor) -> None:
        self.pool = pool

    def lines(self, path: str) -> Future[int]:
        with open(path) as handle:
            return self.pool.submit(count, handle)  # expect: ASF308

    def scratch(self, rows: list[str]) -> int:
        with tempfile.TemporaryFile("w+") as scratch:
            scratch.writelines(rows)
            scratch.seek(0)
            job = self.pool.submit(lambda: count(scratch))  # expect: ASF308
        return job.result()


class Relay:
    def __init__(self, nursery: trio.Nursery) -> None:
        self.nursery = nursery

    async def echo(self, stream) -> None:
        async for data in stream:
            await stream.send_all(data)

    async def dial(self, host: str) -> None:
        async with await trio.open_tcp_stream(host, 7) as stream:
            self.nursery.start_soon(self.echo, stream)  # expect: ASF308
            await trio.sleep(0)
