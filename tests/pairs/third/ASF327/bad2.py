"""Request broker that pairs replies with futures."""
import asyncio as aio
import itertools


class Broker:
    def __init__(self) -> None:
        self.ids = itertools.count(1)
        self.waiting: dict[int, aio.Future[str]] = {}

    async def request(self, text: str) -> str:
        number = next(self.ids)
        future = aio.get_event_loop().create_future()  # expect: ASF327
        self.waiting[number] = future
        await self.send(number, text)
        return await future

    async def send(self, number: int, text: str) -> None:
        await aio.sleep(0.01)
        loop = aio.get_event_loop()  # expect: ASF327
        loop.call_later(0.1, self.reply, number, text.upper())

    def reply(self, number: int, text: str) -> None:
        future = self.waiting.pop(number)
        if not future.done():
            future.set_result(text)


async def main() -> None:
    broker = Broker()
    print(await broker.request("hello"))


if __name__ == "__main__":
    aio.run(main())
