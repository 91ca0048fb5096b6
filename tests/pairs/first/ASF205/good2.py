import anyio
import trio


class Motor:
    def __init__(self) -> None:
        self.lock = trio.Lock()
        self.limiter = trio.CapacityLimiter(2)
        self.steps = 0

    def try_step(self) -> bool:
        try:
            self.lock.acquire_nowait()
        except trio.WouldBlock:
            return False
        try:
            self.steps += 1
        finally:
            self.lock.release()
        return True

    async def run(self, job) -> None:
        with trio.move_on_after(5):
            async with self.limiter, self.lock:
                await job()


async def guarded(lock: anyio.Lock, job) -> None:
    with anyio.CancelScope(shield=True):
        async with lock:
            await job()
