import asyncio


def make_gate(limit):
    if limit < 1:
        raise ValueError("limit must be positive")
    return asyncio.Semaphore(limit)
