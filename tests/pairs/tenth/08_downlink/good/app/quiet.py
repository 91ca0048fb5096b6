import asyncio

QUIET = (asyncio.CancelledError, ConnectionError)
NETWORK = (ConnectionError, TimeoutError)
FIRST = asyncio.FIRST_COMPLETED
