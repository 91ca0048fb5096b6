"""Webhook dispatcher that looks at the outcome of every delivery."""
import asyncio
import logging

import httpx

logger = logging.getLogger(__name__)


class Dispatcher:
    def __init__(self, client: httpx.AsyncClient, urls: list[str]) -> None:
        self.client = client
        self.urls = urls

    async def notify(self, url: str, event: dict) -> None:
        answer = await self.client.post(url, json=event)
        answer.raise_for_status()

    async def broadcast(self, event: dict) -> int:
        outcomes = await asyncio.gather(*(self.notify(url, event) for url in self.urls), return_exceptions=True)
        failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        for error in failed:
            logger.error("delivery failed: %r", error)
        return len(failed)

    async def ping_all(self) -> None:
        tasks = [asyncio.create_task(self.notify(url, {"type": "ping"})) for url in self.urls]
        await asyncio.wait(tasks)
        for task in tasks:
            if task.exception() is not None:
                logger.warning("ping failed: %r", task.exception())

    async def strict(self, event: dict) -> None:
        await asyncio.gather(*(self.notify(url, event) for url in self.urls))


async def main() -> None:
    async with httpx.AsyncClient() as client:
        dispatcher = Dispatcher(client, ["https://a.example"])
        await dispatcher.ping_all()
        await dispatcher.strict({"type": "tag"})
        print(await dispatcher.broadcast({"type": "push"}))


if __name__ == "__main__":
    asyncio.run(main())
