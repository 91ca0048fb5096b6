from urllib.request import Request
from urllib.request import urlopen as _open

import trio

HEALTH = "http://127.0.0.1:{port}/healthz"


async def healthy(port: int) -> bool:
    request = Request(HEALTH.format(port=port), headers={"User-Agent": "probe/1"})
    try:
        with _open(request, timeout=2) as answer:  # expect: ASF102
            return answer.status == 200
    except OSError:
        return False


async def wait_until_healthy(port: int, timeout_s: float) -> bool:
    with trio.move_on_after(timeout_s):
        while not await healthy(port):
            await trio.sleep(0.25)
        return True
    return False
