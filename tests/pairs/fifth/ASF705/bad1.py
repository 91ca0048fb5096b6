"""Thread-local state in tasks that share a thread."""
import asyncio
import threading

_state = threading.local()


async def handle(request) -> str:
    _state.user = request.user  # expect: ASF705
    await asyncio.sleep(0)
    return await render()


async def render() -> str:
    return f"hello {_state.user}"  # expect: ASF705
