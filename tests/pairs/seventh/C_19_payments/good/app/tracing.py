import contextlib
import logging
import time

log = logging.getLogger(__name__)


class span(contextlib.ContextDecorator):
    def __init__(self, name):
        self.name = name
        self.began = None

    def __enter__(self):
        self.began = time.monotonic()
        return self

    def __exit__(self, *exc):
        log.info("%s: %.1f ms", self.name, (time.monotonic() - self.began) * 1000)
        return False
