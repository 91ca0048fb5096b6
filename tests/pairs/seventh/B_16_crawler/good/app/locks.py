import anyio


def robots_lock():
    return anyio.Lock()


def host_limiter(n):
    return anyio.CapacityLimiter(n)
