from asyncio import AbstractEventLoop, ensure_future, get_running_loop, run, shield as protect, sleep


class Snapshot:
    def __init__(self, loop: AbstractEventLoop) -> None:
        self.loop = loop
        self.version = 0

    async def write(self, data: bytes) -> int:
        await sleep(len(data) / 100)
        self.version += 1
        return self.version

    async def save(self, data: bytes) -> int:
        return await protect(self.loop.create_task(self.write(data)))  # expect: ASF407


class DoubleSnapshot(Snapshot):
    async def save(self, data: bytes) -> int:
        try:
            first = await protect(ensure_future(self.write(data)))  # expect: ASF407
        except OSError:
            first = 0
        return first or await protect(self.write(data))  # expect: ASF407


async def main() -> None:
    snapshot = DoubleSnapshot(get_running_loop())
    print(await snapshot.save(b"state"))


if __name__ == "__main__":
    run(main())
