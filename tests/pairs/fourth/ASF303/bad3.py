"""Retry queue whose tasks are dropped in lambdas, conditionals and callbacks."""
import asyncio
import contextlib
from dataclasses import dataclass, field


@dataclass
class Retry:
    limit: int = 3
    failures: dict[str, int] = field(default_factory=dict)

    async def attempt(self, name: str) -> None:
        await asyncio.sleep(0.1)
        print("attempt", name)

    def failed(self, name: str) -> None:
        count = self.failures.get(name, 0) + 1
        self.failures[name] = count
        if count < self.limit:
            asyncio.get_running_loop().create_task(self.attempt(name), name=name)  # expect: ASF303

    async def run(self, *names: str) -> None:
        with contextlib.suppress(RuntimeError):
            for name in names:
                name and asyncio.create_task(self.attempt(name))  # expect: ASF303
        await asyncio.sleep(1)


async def main() -> None:
    retry = Retry()
    retry.failed("upload")
    background = asyncio.create_task(retry.attempt("first"))  # expect: ASF303
    await retry.run("a", "b")


if __name__ == "__main__":
    asyncio.run(main())
