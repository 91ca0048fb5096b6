"""Packaging helper that checks its inputs and prints the size of the result."""
import os
from functools import reduce

import anyio

REQUIRED = ("pyproject.toml", "README.md", "LICENSE")


def human(size: int) -> str:
    units = ["B", "KiB", "MiB"]
    while size >= 1024 and len(units) > 1:
        size //= 1024
        units.pop(0)
    return f"{size} {units[0]}"


async def total_size(paths: list[str]) -> int:
    await anyio.lowlevel.checkpoint()
    return sum(os.stat(path).st_size for path in paths)  # expect: ASF105


async def missing(root: str) -> list[str]:
    candidates = [os.path.join(root, name) for name in REQUIRED]
    await anyio.lowlevel.checkpoint()
    return [path for path in candidates if not os.path.isfile(path)]  # expect: ASF105


async def package(root: str) -> str:
    lost = await missing(root)
    if lost:
        return "missing: " + ", ".join(lost)
    names = (lambda: os.listdir(root))()  # expect: ASF105
    size = await total_size([os.path.join(root, name) for name in names])
    longest = reduce(lambda a, b: a if len(a) > len(b) else b, names)
    return f"{human(size)} (longest name {longest})"


if __name__ == "__main__":
    print(anyio.run(package, "."))
