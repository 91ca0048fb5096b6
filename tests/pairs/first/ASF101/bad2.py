import trio


async def watch_disk(paths: list[str], on_full) -> None:
    from time import sleep as pause

    async def watch_one(path: str) -> None:
        for attempt in range(3):
            if await trio.Path(path).exists():
                on_full(path)
                return
            pause(0.5 * attempt)  # expect: ASF101

    async with trio.open_nursery() as nursery:
        for path in paths:
            nursery.start_soon(watch_one, path)
