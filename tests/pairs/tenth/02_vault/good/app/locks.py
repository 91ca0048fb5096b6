import logging
import threading
from contextlib import contextmanager

log = logging.getLogger(__name__)

index_lock = threading.Lock()
blob_lock = threading.Lock()


@contextmanager
def exclusive(lock, why):
    log.debug("locking for %s", why)
    lock.acquire()
    try:
        yield
    finally:
        lock.release()
