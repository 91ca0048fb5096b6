import functools
import time


def with_backoff(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        for attempt in range(3):
            try:
                return func(*args, **kwargs)
            except ValueError:
                time.sleep(2**attempt)
        return func(*args, **kwargs)

    return wrapper


@with_backoff
def parse(text: str) -> int:
    return int(text)


def _settle() -> None:
    time.sleep(0.1)


def _align(value: int) -> int:
    _settle()
    return value - value % 8


async def read_register(bus) -> int:
    raw = await bus.read(0x10)
    return parse(raw)  # expect: ASF120


async def read_aligned(bus) -> int:
    return _align(int(await bus.read(0x14)))  # expect: ASF120
