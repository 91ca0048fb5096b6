"""Index builder that does its directory walks inside worker threads."""
import os
from pathlib import Path

import anyio
import anyio.to_thread
import trio


async def index(root: Path) -> dict[str, int]:
    def scan() -> dict[str, int]:
        found = {}
        for folder, _dirs, files in os.walk(root):
            for name in files:
                path = os.path.join(folder, name)
                found[path] = os.path.getsize(path)
        return found

    return await anyio.to_thread.run_sync(scan)


async def count(root: Path) -> int:
    paths = await anyio.to_thread.run_sync(lambda: list(root.rglob("*.py")))
    return len(paths)


async def trio_names(root: str) -> list[str]:
    folder = trio.Path(root)
    if not await folder.is_dir():
        return []
    names = [entry.name for entry in await folder.iterdir()]
    names += await trio.to_thread.run_sync(os.listdir, root)
    return sorted(set(names))


async def main() -> None:
    root = Path("/usr/lib/python3")
    sizes = await index(root)
    print(await count(root), max(sizes.values(), default=0))


if __name__ == "__main__":
    anyio.run(main)
    print(trio.run(trio_names, "/tmp"))
