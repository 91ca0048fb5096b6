"""Members by way of the group."""
import asyncio


class JobErrors(ExceptionGroup):
    def derive(self, errors):
        return JobErrors(self.message, errors)


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(1))
            group.create_task(asyncio.sleep(2))
    except* OSError as group_error:
        for error in group_error.exceptions:
            print(error)
    except* ValueError:
        raise
