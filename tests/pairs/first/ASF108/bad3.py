import asyncio
from concurrent.futures import ThreadPoolExecutor as Pool

_pool = Pool(max_workers=2)


def thumbnail(data: bytes) -> bytes:
    return data[:128]


async def handle(request: dict) -> dict:
    future = _pool.submit(thumbnail, request["body"])
    await asyncio.sleep(0)
    small = future.result(timeout=3)  # expect: ASF108
    return {"status": 200, "body": small}


async def handle_now(request: dict) -> bytes:
    return _pool.submit(  # expect: ASF108
        thumbnail,
        request["body"],
    ).result()
