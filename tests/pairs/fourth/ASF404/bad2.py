"""Database session helper with nested finally blocks and a match inside one of them."""
import asyncio
import contextlib


class Session:
    def __init__(self, retries: int = 3) -> None:
        self.retries = retries
        self.state = "idle"

    async def execute(self, sql: str) -> int:
        await asyncio.sleep(0.05)
        return len(sql)

    def rollback(self) -> bool:
        self.state = "rolled back"
        return True


async def run(session: Session, sql: str) -> int:
    rows = 0
    try:
        rows = await session.execute(sql)
    finally:
        match session.state:
            case "idle":
                return rows  # expect: ASF404
            case _:
                session.rollback()
    return rows


async def run_nested(session: Session, statements: list[str]) -> int:
    count = 0
    for sql in statements:
        try:
            try:
                count += await session.execute(sql)
            except ValueError:
                print("bad statement", sql)
        finally:
            with contextlib.suppress(RuntimeError):
                if session.rollback():
                    continue  # expect: ASF404
    return count


if __name__ == "__main__":
    print(asyncio.run(run_nested(Session(), ["select 1"])))
