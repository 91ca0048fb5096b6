import asyncio
import json


def schedule_dump(loop: "asyncio.AbstractEventLoop", stats: dict, path: str) -> asyncio.TimerHandle:
    def dump() -> None:
        with open(path, "w") as out:
            json.dump(stats, out)

    return loop.call_at(loop.time() + 60, dump)  # expect: ASF112


async def main(path: str) -> None:
    stats: dict[str, int] = {}
    handle = schedule_dump(asyncio.get_running_loop(), stats, path)
    try:
        await asyncio.sleep(3600)
    finally:
        handle.cancel()
