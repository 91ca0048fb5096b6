import asyncio
from concurrent.futures import ProcessPoolExecutor


def crunch(rows: list[int], modulus: int) -> int:
    total = 0
    for row in rows:
        total = (total * 31 + row) % modulus
    return total


async def checksum(rows: list[int], pool: ProcessPoolExecutor) -> int:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(
        pool,
        crunch(rows, 65521),  # expect: ASF113
    )
