import functools
import logging
import time

log = logging.getLogger(__name__)
COMMANDS = {}


def command(name):
    def register(func):
        COMMANDS[name] = func
        return func

    return register


def timed(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        begin = time.perf_counter()
        try:
            return func(*args, **kwargs)
        finally:
            log.info("%s took %.3f", func.__name__, time.perf_counter() - begin)

    return wrapper


def atimed(func):
    @functools.wraps(func)
    async def wrapper(*args, **kwargs):
        begin = time.perf_counter()
        try:
            return await func(*args, **kwargs)
        finally:
            log.info("%s took %.3f", func.__name__, time.perf_counter() - begin)

    return wrapper
