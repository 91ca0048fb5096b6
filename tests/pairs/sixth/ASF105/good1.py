import asyncio
import os
import os.path
from pathlib import Path, PurePath

import anyio


class Site:
    def __init__(self, root):
        self.root = Path(root)
        self.pages = {}

    def _scan(self):
        return sorted(p for p in self.root.rglob("*.md") if p.is_file())

    async def scan(self):
        found = await asyncio.to_thread(self._scan)
        for page in found:
            self.pages[page.stem] = page.with_suffix(".html")
        return found

    async def has(self, name):
        await asyncio.sleep(0)
        return name in self.pages

    async def target(self, name):
        await asyncio.sleep(0)
        return os.path.join(str(self.root), os.path.basename(name))


async def fresh(path):
    apath = anyio.Path(path)
    if not await apath.exists():
        await apath.mkdir(parents=True)
    return (await apath.stat()).st_mtime


async def size(path):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, os.path.getsize, path)


class Catalogue:
    def __init__(self, names):
        self.names = names

    def exists(self, name):
        return name in self.names


async def check(catalogue: Catalogue, name):
    await asyncio.sleep(0)
    return catalogue.exists(PurePath(name).name)


def prune(root):
    for name in os.listdir(root):
        os.unlink(os.path.join(root, name))
