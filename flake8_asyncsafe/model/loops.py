"""The library of the event loop that packages need; those that work with several (anyio, httpx) are left out."""

from __future__ import annotations

NEEDS = {
    "asyncio": "asyncio", "trio": "trio", "aiohttp": "asyncio", "asyncpg": "asyncio", "aiofiles": "asyncio",
    "async_timeout": "asyncio", "aiosqlite": "asyncio", "aiomysql": "asyncio", "aiopg": "asyncio",
}  # fmt: skip
