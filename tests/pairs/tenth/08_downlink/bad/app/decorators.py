import functools
import logging

log = logging.getLogger(__name__)


def resilient(func):
    @functools.wraps(func)
    async def wrapper(*args, **kwargs):
        try:
            return await func(*args, **kwargs)
        except BaseException:  # expect: ASF401
            log.exception("%s failed", func.__qualname__)
            return None

    return wrapper


def logged(func):
    @functools.wraps(func)
    async def wrapper(*args, **kwargs):
        try:
            return await func(*args, **kwargs)
        except BaseException:
            log.exception("%s failed", func.__qualname__)
            raise

    return wrapper
