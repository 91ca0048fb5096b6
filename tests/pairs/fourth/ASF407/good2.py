"""Other shields: anyio and trio scopes, and functions that are merely called shield."""
import anyio
import trio


async def save(row: str) -> int:
    await anyio.sleep(0.1)
    return len(row)


async def save_shielded(row: str) -> int:
    with anyio.CancelScope(shield=True):
        return await save(row)


async def close(stream: trio.abc.AsyncResource) -> None:
    try:
        await trio.sleep(1)
    finally:
        with trio.CancelScope(shield=True), trio.move_on_after(2):
            await stream.aclose()


class Knight:
    def __init__(self, strength: int) -> None:
        self.strength = strength

    async def shield(self, blow: int) -> int:
        await anyio.sleep(0)
        return max(0, blow - self.strength)

    async def fight(self, blows: list[int]) -> int:
        wounds = 0
        for blow in blows:
            wounds += await self.shield(blow)
        return wounds


async def shield(coro) -> object:
    return await coro


async def main() -> None:
    print(await save_shielded("row"), await Knight(3).fight([1, 5]))
    print(await shield(save("again")))


if __name__ == "__main__":
    anyio.run(main)
