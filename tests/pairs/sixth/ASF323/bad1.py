import asyncio


class Uploader:
    def __init__(self, host: str) -> None:
        self.host = host

    async def send(self, blob: bytes) -> int:
        _, writer = await asyncio.open_connection(self.host, 9000)
        writer.write(blob)
        await writer.drain()
        writer.close()
        return len(blob)

    async def upload(self, blob: bytes) -> int:
        async with asyncio.TaskGroup() as group:  # expect: ASF323
            task = group.create_task(self.send(blob))
        return task.result()

    async def upload_all(self, blobs: list[bytes]) -> int:
        total = 0
        for blob in blobs:
            total += await self.upload(blob)
        return total


if __name__ == "__main__":
    print(asyncio.run(Uploader("localhost").upload_all([b"a", b"bc"])))
