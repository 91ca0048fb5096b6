import anyio
import trio
from anyio import get_cancelled_exc_class


async def relay(receive: trio.MemoryReceiveChannel, send: trio.MemorySendChannel) -> int:
    lost = 0
    for _ in range(100):
        try:
            await send.send(await receive.receive())
        except (trio.BrokenResourceError, trio.Cancelled):  # expect: ASF401
            lost += 1
    return lost


async def poll(probe, rounds: int) -> list[int]:
    found = []
    for _ in range(rounds):
        try:
            found.append(await probe())
        except get_cancelled_exc_class():  # expect: ASF401
            continue
        await anyio.sleep(0.1)
    return found
