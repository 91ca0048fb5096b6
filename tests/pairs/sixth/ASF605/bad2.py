import asyncio
import logging

log = logging.getLogger(__name__)


class Delivery:
    def __init__(self, transport) -> None:
        self.transport = transport
        self.outbox: asyncio.Queue[dict] = asyncio.Queue(100)

    async def send(self, message: dict) -> None:
        await self.outbox.put(message)

    async def flush(self) -> None:
        await self.outbox.join()


class RetryingDelivery(Delivery):
    async def pump(self) -> None:
        box = self.outbox
        while True:
            message = await box.get()  # expect: ASF605
            try:
                await self.transport.post(message["to"], message["body"])
                box.task_done()
            except ConnectionError:
                log.warning("could not deliver to %s", message["to"])


async def notify_all(transport, people: list[str]) -> None:
    delivery = RetryingDelivery(transport)
    async with asyncio.TaskGroup() as group:
        pump = group.create_task(delivery.pump())
        for person in people:
            await delivery.send({"to": person, "body": "hello"})
        await delivery.flush()
        pump.cancel()
