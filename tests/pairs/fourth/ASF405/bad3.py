"""trio start-up flags: module globals polled by other tasks."""
import trio

_ready = False
_pending = 0


async def load(name: str) -> None:
    global _pending
    _pending += 1
    await trio.sleep(0.2)
    print("loaded", name)
    _pending -= 1


async def boot(names: list[str]) -> None:
    global _ready
    async with trio.open_nursery() as nursery:
        for name in names:
            nursery.start_soon(load, name)
    _ready = True


async def serve() -> None:
    while not _ready:  # expect: ASF405
        await trio.sleep(0.05)
    print("serving")


async def settle() -> None:
    while _pending > 0:  # expect: ASF405
        await trio.sleep(0.05)
    print("settled")


async def main() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(boot, ["a", "b"])
        nursery.start_soon(serve)
        nursery.start_soon(settle)


if __name__ == "__main__":
    trio.run(main)
