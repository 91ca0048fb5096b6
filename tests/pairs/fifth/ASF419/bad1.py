"""Groups that are taken for their members."""
import asyncio


class JobErrors(ExceptionGroup):  # expect: ASF419
    def __init__(self, message, errors, job) -> None:
        super().__init__(message, errors)
        self.job = job


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(1))
            group.create_task(asyncio.sleep(2))
    except* OSError as error:
        print(error.errno)  # expect: ASF419
    except* ValueError as group_error:
        raise group_error.exceptions[0]  # expect: ASF419
