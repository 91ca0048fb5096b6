"""Asyncio rate gate that lets one request through at a time."""
import asyncio
import time


class Gate:
    def __init__(self, pause: float) -> None:
        self.lock = asyncio.Lock()
        self.pause = pause

    async def call(self, name: str) -> str:
        await self.lock.acquire()
        try:
            await asyncio.sleep(self.pause)
            text = f"{name} {time.time():.1f}"
        finally:
            self.lock.release()
        if name.startswith("_"):
            text = text.upper()
        self.lock.release()  # expect: ASF216
        return text

    async def urgent(self, name: str) -> str:
        async with self.lock:
            text = f"{name}!"
            await asyncio.sleep(self.pause)
            if len(text) > 10:
                self.lock.release()  # expect: ASF216
        return text


async def main() -> None:
    gate = Gate(0.1)
    print(await gate.call("a"))
    print(await gate.urgent("b"))


if __name__ == "__main__":
    asyncio.run(main())
