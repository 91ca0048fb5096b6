import asyncio


class UploadErrors(ExceptionGroup):  # expect: ASF419
    def __init__(self, message: str, errors: list[Exception]) -> None:
        self.hint = "retry later"


class Uploader:
    def __init__(self, host: str) -> None:
        self.host = host

    async def send(self, blob: bytes) -> None:
        _, writer = await asyncio.open_connection(self.host, 9000)
        writer.write(blob)
        await writer.drain()
        writer.close()

    async def send_all(self, blobs: list[bytes]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for blob in blobs:
                    group.create_task(self.send(blob))
        except* OSError as errors:
            print("upload failed:", errors.strerror)  # expect: ASF419


async def strict(uploader: Uploader, blobs: list[bytes]) -> None:
    try:
        await uploader.send_all(blobs)
    except* ValueError as invalid:
        print("bad blob", invalid)
        raise invalid.exceptions[0]  # expect: ASF419
