"""Trio job queue that takes the lock first and prepares the job under it."""
import trio


class Jobs:
    def __init__(self) -> None:
        self.lock = trio.Lock()
        self.finished: list[str] = []

    async def submit(self, name: str) -> bool:
        try:
            self.lock.acquire_nowait()
        except trio.WouldBlock:
            return False
        try:
            await trio.sleep(0.1)
            self.finished.append(name)
        finally:
            self.lock.release()
        return True

    async def report(self) -> str:
        if not self.lock.locked():
            await trio.sleep(0.01)
            return f"idle after {len(self.finished)} jobs"
        return "busy"


async def main() -> None:
    jobs = Jobs()
    async with trio.open_nursery() as nursery:
        for name in ("thumbnail", "transcode"):
            nursery.start_soon(jobs.submit, name)
    print(await jobs.report())


if __name__ == "__main__":
    trio.run(main)
