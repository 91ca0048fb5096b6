import asyncio
import os
from pathlib import Path


class Thumbnails:
    def __init__(self, root, render):
        self.root = Path(root)
        self.render = render

    async def get(self, image_id):
        path = self.root / f"{image_id}.webp"
        if not path.exists():  # expect: ASF105
            await self.render(image_id, str(path))
        return path

    async def sizes(self):
        total = 0
        for name in os.listdir(self.root):  # expect: ASF105
            total += len(name)
            await asyncio.sleep(0)
        return total


async def render(image_id, target):
    proc = await asyncio.create_subprocess_exec("render", str(image_id), target)
    await proc.wait()


async def main():
    thumbs = Thumbnails("/var/cache/thumbs", render)
    print(await thumbs.get(12))
    print(await thumbs.sizes())


asyncio.run(main())
