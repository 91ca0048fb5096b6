import threading
import anyio


def robots_lock():
    return threading.Lock()


def host_limiter(n):
    return anyio.CapacityLimiter(n)
