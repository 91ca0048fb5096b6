import asyncio


def handoff():
    """A request leaves its client only when the batcher is there to take it."""
    return asyncio.Queue(1)


def outbox(limit=64):
    return asyncio.Queue(limit)
