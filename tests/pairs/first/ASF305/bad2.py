import asyncio


async def lookup(name: str) -> str:
    await asyncio.sleep(0)
    return name.lower()


async def resolve(names: list[str]) -> list[str]:
    loop = asyncio.new_event_loop()
    try:
        return [loop.run_until_complete(lookup(name)) for name in names]  # expect: ASF305
    finally:
        loop.close()
