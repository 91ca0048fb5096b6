"""Timing and retry decorators of a client library."""
import functools
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            print(function.__name__, time.perf_counter() - start)

    return wrapper


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except ConnectionError:
                    if attempt == times - 1:
                        raise

        return wrapper

    return decorate


class Client:
    def __init__(self, session):
        self.session = session

    @timed  # expect: ASF904
    async def get(self, path):
        return await self.session.get(path)

    @retry(3)  # expect: ASF904
    async def post(self, path, data):
        return await self.session.post(path, data=data)
