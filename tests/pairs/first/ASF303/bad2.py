import asyncio


async def replicate(node: str, payload: bytes) -> None:
    await asyncio.sleep(0)
    print(node, len(payload))


async def commit(nodes: list[str], payload: bytes) -> int:
    loop = asyncio.get_running_loop()
    for node in nodes:
        loop.create_task(  # expect: ASF303
            replicate(node, payload),
            name=f"replicate-{node}",
        )
    await asyncio.sleep(0)
    return len(nodes)
