"""asyncio connection slots: double release in error handling."""
import asyncio
import logging

log = logging.getLogger(__name__)
turn = asyncio.Lock()


class Slots:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.used = 0

    async def use(self, host: str) -> int:
        await self.lock.acquire()
        try:
            reader, writer = await asyncio.open_connection(host, 80)
            writer.close()
            await writer.wait_closed()
            return 1
        except OSError:
            self.lock.release()
            log.exception("cannot reach %s", host)
            return 0
        finally:
            self.lock.release()  # expect: ASF216

    async def swap(self) -> None:
        async with self.lock:
            await asyncio.sleep(0)
        self.lock.release()  # expect: ASF216


async def serve(hosts: list[str]) -> None:
    slots = Slots()
    for host in hosts:
        await slots.use(host)
    async with turn:
        await slots.swap()


if __name__ == "__main__":
    asyncio.run(serve(["example.org"]))
