"""Token bucket used by the outbound mail worker."""
import asyncio
import time


class TokenBucket:
    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.tokens = rate
        self._pause = time.sleep

    def _refill(self) -> None:
        self.tokens = min(self.rate, self.tokens + 1)

    async def take(self) -> None:
        self._refill()
        if self.tokens < 1:
            self._pause(1 / self.rate)  # expect: ASF101
        self.tokens -= 1


async def send_all(bucket: TokenBucket, queue: "asyncio.Queue[str | None]") -> list[str]:
    sent = []
    while (mail := await queue.get()) is not None:
        await bucket.take()
        sent.append(mail)
    return sent
