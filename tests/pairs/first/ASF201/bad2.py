import asyncio
from multiprocessing import Lock

_print_lock = Lock()


async def show(lines: list[str], out) -> None:
    _print_lock.acquire()  # expect: ASF201
    try:
        for line in lines:
            out.write(line + "\n")
            await asyncio.sleep(0)
    finally:
        _print_lock.release()
