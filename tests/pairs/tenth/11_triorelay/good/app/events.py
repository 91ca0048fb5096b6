import asyncio

import trio

flushed = asyncio.Event()
drained = trio.Event()
