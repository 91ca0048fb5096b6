"""Anyio transaction helper with retries."""
import anyio


class Conflict(Exception):
    pass


class Transaction:
    def __init__(self, key: str) -> None:
        self.key = key
        self.state = "open"

    async def commit(self) -> None:
        await anyio.sleep(0.01)
        if self.key.startswith("_"):
            raise Conflict(self.key)
        self.state = "committed"


class Store:
    def __init__(self) -> None:
        self.log: list[str] = []

    async def save(self, key: str) -> bool:
        transaction = Transaction(key)
        try:
            await transaction.commit()
        except Conflict:
            self.log.append(f"conflict {key}")
        finally:
            if transaction.state != "committed":
                return False  # expect: ASF404
        return True

    async def retry(self, key: str, attempts: int) -> bool:
        for attempt in range(attempts):
            try:
                saved = await self.save(f"{key}{attempt}")
            finally:
                for line in self.log:
                    if line.endswith("fatal"):
                        return False  # expect: ASF404
            if saved:
                return True
        return False


async def main() -> None:
    print(await Store().retry("order", 3))


if __name__ == "__main__":
    anyio.run(main)
