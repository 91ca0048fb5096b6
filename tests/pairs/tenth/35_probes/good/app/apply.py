import logging

log = logging.getLogger(__name__)


def guarded(func, *args):
    try:
        return func(*args)
    except OSError as exc:
        log.warning("%s: %s", func, exc)
        return None


async def guarded_async(func, *args):
    try:
        return await func(*args)
    except OSError as exc:
        log.warning("%s: %s", func, exc)
        return None


def deferred(func, *args):
    return lambda: func(*args)
