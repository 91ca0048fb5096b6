import trio


class EchoServer:
    def __init__(self) -> None:
        self.clients = 0

    async def handle(self, stream: trio.SocketStream) -> None:
        self.clients += 1
        async for data in stream:
            await stream.send_all(data)

    async def serve(self, port: int, task_status=trio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
        listeners = await trio.open_tcp_listeners(port)
        print("listening on", port)
        await trio.serve_listeners(self.handle, listeners)


async def clock(period: float, *, task_status: trio.TaskStatus[float] = trio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
    start = trio.current_time()
    while True:
        await trio.sleep(period)
        print(trio.current_time() - start)


async def main() -> None:
    async with trio.open_nursery() as nursery:
        await nursery.start(EchoServer().serve, 7777)
        await nursery.start(clock, 1.0)


if __name__ == "__main__":
    trio.run(main)
