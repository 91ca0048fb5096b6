"""Rate limiter middleware backed by Redis."""
import asyncio
import time

import redis
from redis import Redis

limits = redis.Redis(host="cache", port=6379, db=2)


class TooManyRequests(Exception):
    pass


class RateLimiter:
    def __init__(self, client: Redis, per_minute: int) -> None:
        self.client = client
        self.per_minute = per_minute

    @staticmethod
    def bucket(user: str) -> str:
        return f"rate:{user}:{int(time.time() // 60)}"

    async def hit(self, user: str) -> int:
        key = self.bucket(user)
        used = self.client.incr(key)  # expect: ASF106
        if used == 1:
            self.client.expire(key, 60)  # expect: ASF106
        if used > self.per_minute:
            raise TooManyRequests(user)
        return self.per_minute - used


class Application:
    def __init__(self, limiter: RateLimiter) -> None:
        self.limiter = limiter

    async def __call__(self, user: str) -> str:
        try:
            left = await self.limiter.hit(user)
        except TooManyRequests:
            banned = limits.get(f"ban:{user}")  # expect: ASF106
            return "banned" if banned else "slow down"
        return f"{left} left"


if __name__ == "__main__":
    print(asyncio.run(Application(RateLimiter(limits, 60))("ada")))
