"""Rate limiter middleware on the asyncio client of redis-py."""
import asyncio
import time

import redis.asyncio as redis
from redis.exceptions import RedisError


class RateLimiter:
    def __init__(self, client: redis.Redis, per_minute: int) -> None:
        self.client = client
        self.per_minute = per_minute

    async def hit(self, user: str) -> bool:
        key = f"rate:{user}:{int(time.time() // 60)}"
        async with self.client.pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, 60)
            used, _ = await pipe.execute()
        return used <= self.per_minute

    async def banned(self, user: str) -> bool:
        try:
            return await self.client.get(f"ban:{user}") is not None
        except RedisError:
            return False


class LocalCache:
    """Mimics the client for tests."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def get(self, key: str) -> int | None:
        return self.values.get(key)

    def set(self, key: str, value: int) -> None:
        self.values[key] = value


async def main() -> None:
    cache = LocalCache()
    limiter = RateLimiter(redis.from_url("redis://cache"), 60)
    cache.set("ada", 1)
    if cache.get("ada") and not await limiter.banned("ada"):
        print(await limiter.hit("ada"))


if __name__ == "__main__":
    asyncio.run(main())
