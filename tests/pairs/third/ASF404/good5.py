"""Anyio transaction helper that leaves its loops outside of finally."""
import anyio


class Conflict(Exception):
    pass


class Transaction:
    def __init__(self, key: str) -> None:
        self.key = key
        self.state = "open"

    async def __aenter__(self) -> "Transaction":
        await anyio.sleep(0)
        return self

    async def __aexit__(self, *error) -> None:
        self.state = "closed"

    async def commit(self) -> None:
        await anyio.sleep(0.01)
        if self.key.startswith("_"):
            raise Conflict(self.key)


class Store:
    def __init__(self) -> None:
        self.log: list[str] = []

    async def save(self, key: str) -> bool:
        async with Transaction(key) as transaction:
            try:
                await transaction.commit()
            except Conflict:
                return False
            finally:
                self.log.append(key)
            return True

    async def retry(self, key: str, attempts: int) -> bool:
        for attempt in range(attempts):
            try:
                if await self.save(f"{key}{attempt}"):
                    break
            finally:
                if len(self.log) > 100:
                    self.log.clear()
        else:
            return False
        return True


async def main() -> None:
    print(await Store().retry("order", 3))


if __name__ == "__main__":
    anyio.run(main)
