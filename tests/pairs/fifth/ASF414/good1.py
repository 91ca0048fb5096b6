"""Made where it is entered, or counting from there."""
import anyio


async def direct() -> None:
    with anyio.move_on_after(5):
        await anyio.sleep(10)


async def kept(prepare) -> None:
    scope = anyio.fail_after(5)
    await prepare()
    with scope:
        await anyio.sleep(10)
