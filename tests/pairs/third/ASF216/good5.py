"""Asyncio booking engine with a lock released on exactly one of its paths."""
import asyncio


class Refused(ValueError):
    pass


class Engine:
    def __init__(self, seats: int) -> None:
        self.lock = asyncio.Lock()
        self.seats = seats

    async def book(self, name: str, count: int) -> str:
        await self.lock.acquire()
        try:
            await asyncio.sleep(0)
            if count > self.seats:
                raise Refused(name)
            self.seats -= count
        except BaseException:
            self.lock.release()
            raise
        else:
            self.lock.release()
        return f"{name}: {count}"

    async def peek(self) -> int:
        async with self.lock:
            seats = self.seats
            self.lock.release()
            try:
                await asyncio.sleep(0.01)
            finally:
                await self.lock.acquire()
            return seats


async def main() -> None:
    engine = Engine(10)
    print(await engine.book("ada", 4), await engine.peek())


if __name__ == "__main__":
    asyncio.run(main())
