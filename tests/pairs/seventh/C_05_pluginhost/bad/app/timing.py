import functools
import inspect
import logging
import time

log = logging.getLogger(__name__)


def timed(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        began = time.perf_counter()
        try:
            return fn(*args, **kwargs)
        finally:
            log.info("%s took %.3fs", fn.__name__, time.perf_counter() - began)

    return wrapper


def announced(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        log.debug("calling %s with %d arguments", fn.__name__, len(args))
        return fn(*args, **kwargs)

    return wrapper
