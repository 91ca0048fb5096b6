import asyncio
from typing import Any, Coroutine, Optional

_TASKS: set[asyncio.Task] = set()


def schedule(coro: Coroutine[Any, Any, None]) -> Optional[asyncio.Task]:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(coro)
        return None
    task = loop.create_task(coro)
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)
    return task


class Notifier:
    def __init__(self, chat) -> None:
        self._chat = chat

    async def _send(self, text: str) -> None:
        await self._chat.send(text)

    def notify(self, text: str) -> None:
        schedule(self._send(text))

    async def notify_all(self, texts: list[str]) -> None:
        for text in texts:
            schedule(self._send(text))
        await asyncio.sleep(0)
