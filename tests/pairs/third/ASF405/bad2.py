"""Render queue that shows the progress of its job."""
import asyncio
import sys


class Renderer:
    def __init__(self, frames: int) -> None:
        self.frames = frames
        self.lock = asyncio.Lock()

    async def render(self) -> int:
        total = 0
        async with self.lock:
            for number in range(self.frames):
                await asyncio.sleep(0.05)
                total += number
        return total

    async def idle(self) -> None:
        while self.lock.locked():  # expect: ASF405
            await asyncio.sleep(0.1)


async def run(renderer: Renderer) -> int:
    task = asyncio.create_task(renderer.render())
    while not task.done():  # expect: ASF405
        await asyncio.sleep(0.2)
    return task.result()


async def main() -> None:
    renderer = Renderer(20)
    total = await run(renderer)
    await renderer.idle()
    sys.stdout.write(f"{total}\n")


if __name__ == "__main__":
    asyncio.run(main())
