import threading
from contextlib import ContextDecorator, contextmanager
from functools import wraps


@contextmanager
def announced(text: str):
    print("begin", text)
    try:
        yield
    finally:
        print("end", text)


class busy(ContextDecorator):
    active = 0

    def __enter__(self):
        busy.active += 1
        return self

    def __exit__(self, *exc):
        busy.active -= 1
        return False


class exclusive:
    def __init__(self, lock: threading.Lock) -> None:
        self.lock = lock

    def __call__(self, function):
        @wraps(function)
        def inner(*args, **kwargs):
            with self.lock:
                return function(*args, **kwargs)

        return inner


table_lock = threading.Lock()


@announced("import")  # expect: ASF904
async def import_rows(client, rows):
    for row in rows:
        await client.insert(row)


@busy()  # expect: ASF904
async def export_rows(client):
    return [row async for row in client.rows()]


@exclusive(table_lock)  # expect: ASF904
async def compact(client):
    await client.vacuum()
