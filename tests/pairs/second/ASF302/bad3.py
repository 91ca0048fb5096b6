import json
from typing import Any


class Queue:
    def __init__(self, backend) -> None:
        self._backend = backend

    async def depth(self) -> int:
        return await self._backend.llen()

    async def peek(self, count: int) -> list[Any]:
        return await self._backend.lrange(0, count)


class Admin:
    def __init__(self, queue: "Queue | None" = None) -> None:
        self._queue = queue

    async def status(self, limit: int = 100) -> str:
        if self._queue is None:
            return "{}"
        overfull = self._queue.depth() > limit  # expect: ASF302
        sample = json.dumps(self._queue.peek(10))  # expect: ASF302
        return f'{{"overfull": {overfull}, "sample": {sample}, "n": {await self._queue.depth()}}}'

    async def sample_size(self, queue: Queue) -> int:
        return len(queue.peek(50))  # expect: ASF302
