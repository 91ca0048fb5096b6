"""Token cache whose refresh outlives the requests that wait for it."""
import asyncio
import logging
from typing import Any

log = logging.getLogger("tokens")


class Shield:
    """Paint job for the mascot; nothing to do with tasks."""

    def __init__(self, colour: str) -> None:
        self.colour = colour

    def shield(self, text: str) -> str:
        return f"[{self.colour}] {text}"


class Tokens:
    def __init__(self) -> None:
        self._refresh: asyncio.Task[str] | None = None
        self._saves: set[asyncio.Task[None]] = set()
        self._badge = Shield("red")

    async def _fetch(self) -> str:
        await asyncio.sleep(0.05)
        return "token"

    async def _save(self, token: str) -> None:
        await asyncio.sleep(0.01)
        log.debug("saved %s", self._badge.shield(token))

    async def get(self) -> str:
        if self._refresh is None or self._refresh.cancelled():
            self._refresh = asyncio.create_task(self._fetch())
        return await asyncio.shield(self._refresh)

    async def save(self, token: str) -> None:
        task = asyncio.create_task(self._save(token))
        self._saves.add(task)
        task.add_done_callback(self._saves.discard)
        await asyncio.shield(task)

    async def save_stubbornly(self, token: str) -> None:
        inner = asyncio.ensure_future(self._save(token))
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError:
            await inner
            raise

    async def wait_for(self, future: "asyncio.Future[Any]", limit: float) -> Any:
        try:
            return await asyncio.wait_for(asyncio.shield(future), limit)
        except TimeoutError:
            log.info("still running: %s", future)
            return None

    async def gathered(self, tokens: list[str]) -> None:
        everything = asyncio.gather(*(self._save(t) for t in tokens))
        try:
            await asyncio.shield(everything)
        finally:
            log.debug("%d pending", len(self._saves))
            if not everything.done():
                await everything


async def main() -> None:
    tokens = Tokens()
    token = await tokens.get()
    await tokens.save(token)
    await tokens.save_stubbornly(token)
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    print(await tokens.wait_for(future, 1))
    await tokens.gathered(["a", "b"])


if __name__ == "__main__":
    asyncio.run(main())
