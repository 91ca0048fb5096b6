"""Store jobs awaited twice after a first use elsewhere."""
import asyncio
import contextlib


class Store:
    def __init__(self) -> None:
        self.rows: list[str] = []

    async def load(self) -> list[str]:
        await asyncio.sleep(0.1)
        return list(self.rows)

    async def save(self, row: str) -> None:
        await asyncio.sleep(0.1)
        self.rows.append(row)


async def check(store: Store) -> bool:
    loading = store.load()
    task = asyncio.create_task(loading)
    with contextlib.suppress(ValueError):
        (await loading).index("x")  # expect: ASF306
    return bool(await task)


async def save_twice(store: Store, row: str) -> None:
    job = store.save(row)
    await job
    if row.startswith("!"):
        await job  # expect: ASF306


async def timed(store: Store) -> int:
    pending = store.load()
    before = await pending
    await store.save("more")
    return len(before) - len(await pending)  # expect: ASF306


async def main() -> None:
    store = Store()
    await save_twice(store, "!row")
    print(await check(store), await timed(store))


if __name__ == "__main__":
    asyncio.run(main())
