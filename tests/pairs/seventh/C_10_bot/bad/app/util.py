import functools
import logging

log = logging.getLogger(__name__)


def retrying(times, on=(ConnectionError,)):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            for left in reversed(range(times)):
                try:
                    return fn(*args, **kwargs)
                except on as exc:
                    if not left:
                        raise
                    log.warning("%s: %s, %d tries left", fn.__name__, exc, left)

        return wrapper

    return decorate
