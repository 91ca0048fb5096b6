import asyncio
from collections.abc import Sequence


class UploadErrors(ExceptionGroup):
    def derive(self, excs: Sequence[Exception]) -> "UploadErrors":
        return UploadErrors(self.message, excs)


class NightlyErrors(UploadErrors):
    pass


class UploadError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Uploader:
    def __init__(self, host: str) -> None:
        self.host = host
        self.codes: list[int] = []

    async def send(self, blob: bytes) -> None:
        await asyncio.sleep(0)
        if not blob:
            raise UploadError(400)

    async def send_all(self, blobs: list[bytes]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for blob in blobs:
                    group.create_task(self.send(blob))
        except* UploadError as group_error:
            for error in group_error.exceptions:
                self.codes.append(getattr(error, "code", 0))
            rest = group_error.subgroup(lambda error: isinstance(error, KeyError))
            if rest is not None:
                raise rest
            print(group_error.message, group_error.__notes__ if hasattr(group_error, "__notes__") else "")
        except* OSError as errors:
            errors.add_note(self.host)
            matched, other = errors.split(ConnectionError)
            if other is not None:
                raise
            print(matched)

    async def one(self, blob: bytes) -> int:
        try:
            await self.send(blob)
        except UploadError as error:
            return error.code
        return 200

    async def wrapped(self, blobs: list[bytes]) -> None:
        try:
            await self.send_all(blobs)
        except* ValueError as errors:
            raise RuntimeError("upload failed") from errors
