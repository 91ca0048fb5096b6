import asyncio
import threading
import time


async def number(lines: list[str]) -> list[str]:
    def ids():
        value = 0
        while True:
            value += 1
            yield value

    source = ids()
    out = []
    for line in lines:
        out.append(f"{next(source)}: {line}")
        await asyncio.sleep(0)
    return out


async def start_ticker(tick, stop: threading.Event) -> threading.Thread:
    def spin() -> None:
        while not stop.is_set():
            tick()
            time.sleep(1)

    thread = threading.Thread(target=spin, daemon=True)
    thread.start()
    return thread
