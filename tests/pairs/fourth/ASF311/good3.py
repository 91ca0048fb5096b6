"""trio and anyio: sync scopes with `with`, groups and channels with `async with`."""
import anyio
import httpx
import trio


async def produce(send: trio.MemorySendChannel, count: int) -> None:
    async with send:
        for n in range(count):
            await send.send(n)


async def consume(receive: trio.MemoryReceiveChannel) -> int:
    total = 0
    with trio.move_on_after(5) as scope:
        async with receive:
            async for n in receive:
                total += n
    return -1 if scope.cancelled_caught else total


async def pipeline(count: int) -> int:
    send, receive = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(produce, send, count)
        return_value = await consume(receive)
    return return_value


async def status(url: str) -> int:
    with anyio.fail_after(10):
        async with httpx.AsyncClient() as client:
            async with client.stream("GET", url) as response:
                async for chunk in response.aiter_bytes():
                    print(len(chunk))
                return response.status_code


async def copies(url: str) -> None:
    async with anyio.create_task_group() as group:
        with anyio.CancelScope() as scope:
            await status(url)
        if not scope.cancel_called:
            group.start_soon(status, url)


if __name__ == "__main__":
    print(trio.run(pipeline, 5))
