"""Timeouts around code that never suspends."""
import asyncio
import hashlib


class Signer:
    def __init__(self, key: bytes) -> None:
        self.key = key
        self.tasks: set[asyncio.Task[str]] = set()

    def sign(self, data: bytes) -> str:
        return hashlib.sha256(self.key + data).hexdigest()

    async def sign_later(self, data: bytes) -> str:
        await asyncio.sleep(0.1)
        return self.sign(data)

    async def limited(self, data: bytes) -> str:
        async with asyncio.timeout(2):  # expect: ASF406
            return self.sign(data)

    async def spawn(self, data: bytes) -> None:
        async with asyncio.timeout(5):  # expect: ASF406
            task = asyncio.create_task(self.sign_later(data))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def until(self, when: float, data: bytes) -> list[str]:
        signed = []
        async with asyncio.timeout_at(when) as limit:  # expect: ASF406
            for n in range(3):
                signed.append(self.sign(data * n))
        print("expired", limit.expired())
        return signed


async def main() -> None:
    signer = Signer(b"secret")
    print(await signer.limited(b"data"))
    await signer.spawn(b"more")
    print(await signer.until(asyncio.get_running_loop().time() + 5, b"x"))


if __name__ == "__main__":
    asyncio.run(main())
