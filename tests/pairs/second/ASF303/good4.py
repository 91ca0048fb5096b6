import asyncio
from typing import Optional

_watcher: Optional[asyncio.Task] = None


async def _watch(source) -> None:
    async for _ in source:
        pass


def start(source) -> None:
    global _watcher
    _watcher = asyncio.get_running_loop().create_task(_watch(source))


async def stop() -> None:
    if _watcher is not None:
        _watcher.cancel()
        await asyncio.gather(_watcher, return_exceptions=True)


async def supervise(sources) -> None:
    current: Optional[asyncio.Task] = None

    def switch(source) -> None:
        nonlocal current
        if current is not None:
            current.cancel()
        current = asyncio.create_task(_watch(source))

    async for source in sources:
        switch(source)
    if current is not None:
        await current
