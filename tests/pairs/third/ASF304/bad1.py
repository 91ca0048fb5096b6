"""Webhook dispatcher that informs all subscribers of an event."""
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

    async def broadcast(self, event: dict) -> None:
        await asyncio.gather(  # expect: ASF304
            *(self.notify(url, event) for url in self.urls),
            return_exceptions=True,
        )
        logger.info("event %s sent to %d urls", event["type"], len(self.urls))

    async def ping_all(self) -> None:
        tasks = [asyncio.create_task(self.notify(url, {"type": "ping"})) for url in self.urls]
        await asyncio.wait(tasks)  # expect: ASF304
        logger.info("pinged")


async def main() -> None:
    async with httpx.AsyncClient(timeout=5) as client:
        dispatcher = Dispatcher(client, ["https://a.example", "https://b.example"])
        await dispatcher.ping_all()
        await dispatcher.broadcast({"type": "push"})


if __name__ == "__main__":
    asyncio.run(main())
