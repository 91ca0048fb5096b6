"""Settings tool whose files are looked up before the event loop is started."""
import argparse
import asyncio
import os
from pathlib import Path


def find_configs(root: Path) -> list[Path]:
    if not root.exists():
        root.mkdir(parents=True)
    return sorted(path for path in root.glob("*.toml") if path.is_file())


class Registry:
    """Registry of configs; the remote one answers asynchronously."""

    def __init__(self, configs: list[Path]) -> None:
        self.by_name = {path.stem: path for path in configs}

    async def exists(self, name: str) -> bool:
        await asyncio.sleep(0.01)
        return name in self.by_name

    async def stat(self, name: str) -> dict[str, str]:
        await asyncio.sleep(0.01)
        return {"name": name, "parent": self.by_name[name].parent.name}


async def show(registry: Registry, names: list[str]) -> None:
    for name in names:
        if await registry.exists(name):
            print(await registry.stat(name))
        else:
            print("no", name)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if not os.path.isdir(options.root):
        parser.error("no such folder")
    registry = Registry(find_configs(options.root))
    asyncio.run(show(registry, options.names))


if __name__ == "__main__":
    main()
