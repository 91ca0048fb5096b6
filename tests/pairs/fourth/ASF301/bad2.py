"""Inheritance and conditionals: coroutines of a base class called as if they were sync."""
import abc
import asyncio
import logging
from functools import partial

log = logging.getLogger(__name__)


class Plugin(abc.ABC):
    async def setup(self) -> None:
        log.info("setup %s", type(self).__name__)

    @abc.abstractmethod
    async def run(self) -> int: ...

    async def close(self) -> None:
        await asyncio.sleep(0)


class Mailer(Plugin):
    def __init__(self, verbose: bool) -> None:
        self.verbose = verbose

    async def setup(self) -> None:
        super().setup()  # expect: ASF301
        await asyncio.sleep(0)

    async def run(self) -> int:
        self.verbose and self.banner()  # expect: ASF301
        result = self.deliver("nobody")  # expect: ASF301
        return 0

    async def banner(self) -> None:
        print("mailer")

    async def deliver(self, to: str) -> int:
        await asyncio.sleep(0.1)
        return len(to)


async def main() -> None:
    mailer = Mailer(verbose=True)
    await mailer.setup()
    finish = partial(mailer.close)
    finish()  # expect: ASF301
    print(await mailer.run())


if __name__ == "__main__":
    asyncio.run(main())
