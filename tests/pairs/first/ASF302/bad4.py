import asyncio
from dataclasses import dataclass


@dataclass
class User:
    name: str
    email: str


async def load_rows(table: str) -> list[User]:
    await asyncio.sleep(0)
    return [User(table, f"{table}@example.org")]


async def load_user(name: str) -> User:
    return (await load_rows(name))[0]


async def summary(table: str) -> dict[str, object]:
    return {
        "count": len(load_rows(table)),  # expect: ASF302
        "first": load_rows(table)[0],  # expect: ASF302
        "owner": load_user("owner").email,  # expect: ASF302
    }
