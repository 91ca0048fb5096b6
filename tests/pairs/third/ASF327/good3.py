"""Service runner that works on asyncio through anyio and on trio."""
import anyio
import sniffio
import trio


def get_event_loop() -> str:
    """Names the library that runs, in the words of the old interface."""
    return sniffio.current_async_library()


class Service:
    def __init__(self) -> None:
        self.stopping = anyio.Event()

    async def run(self) -> float:
        with anyio.move_on_after(1):
            await self.stopping.wait()
        return anyio.current_time()

    async def describe(self) -> str:
        await anyio.sleep(0)
        return f"runs on {get_event_loop()}"


async def clock() -> float:
    await trio.sleep(0)
    return trio.current_time()


async def main() -> None:
    service = Service()
    print(await service.run(), await service.describe())


if __name__ == "__main__":
    anyio.run(main)
    anyio.run(main, backend="trio")
    print(trio.run(clock))
