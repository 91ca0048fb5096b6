"""Nightly maintenance that runs its chores in threads and tasks."""
import asyncio
import concurrent.futures as cf
import functools
import shutil


def archive(name: str) -> str:
    return shutil.make_archive(f"/backup/{name}", "gztar", f"/srv/{name}")


class Nightly:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    async def probe(self, name: str) -> bool:
        await asyncio.sleep(0.1)
        if not name.isidentifier():
            raise ValueError(name)
        return True

    async def probes(self) -> None:
        pending = {asyncio.ensure_future(self.probe(name)) for name in self.names}
        await asyncio.wait(pending, return_when=asyncio.ALL_COMPLETED)  # expect: ASF304

    async def verify(self) -> str:
        checks = [self.probe(name) for name in self.names]
        _ = await asyncio.gather(*checks, return_exceptions=True)  # expect: ASF304
        return "verified"

    def backups(self) -> None:
        with cf.ThreadPoolExecutor() as executor:
            for name in self.names:
                executor.submit(functools.partial(archive, name))  # expect: ASF304


def main() -> None:
    nightly = Nightly(["mail", "wiki"])
    nightly.backups()
    asyncio.run(nightly.probes())
    print(asyncio.run(nightly.verify()))


if __name__ == "__main__":
    main()
