"""The clock runs before the block is entered."""
import anyio


async def slow_start(prepare) -> None:
    scope = anyio.move_on_after(5)  # expect: ASF414
    await prepare()
    with scope:
        await anyio.sleep(10)
