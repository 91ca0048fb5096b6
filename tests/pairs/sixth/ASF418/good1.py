from functools import partial

import trio


class EchoServer:
    def __init__(self) -> None:
        self.clients = 0
        self.status = None

    async def handle(self, stream: trio.SocketStream) -> None:
        self.clients += 1
        await stream.aclose()

    async def serve(self, port: int, task_status=trio.TASK_STATUS_IGNORED) -> None:
        listeners = await trio.open_tcp_listeners(port)
        task_status.started(listeners)
        await trio.sleep_forever()

    async def delegated(self, port: int, *, task_status=trio.TASK_STATUS_IGNORED) -> None:
        await trio.serve_tcp(self.handle, port, task_status=task_status)

    async def branching(self, ports: list[int], task_status=trio.TASK_STATUS_IGNORED) -> None:
        for port in ports:
            await trio.open_tcp_listeners(port)
        if ports:
            task_status.started(ports[0])
        else:
            task_status.started(None)
        await trio.sleep_forever()

    async def nested(self, task_status=trio.TASK_STATUS_IGNORED) -> None:
        async with trio.open_nursery() as nursery:
            await nursery.start(self.serve, 0)
            self.mark(task_status)

    def mark(self, status) -> None:
        status.started()

    async def tick(self) -> None:
        await trio.sleep(1)


class Host:
    def __init__(self, server: EchoServer) -> None:
        self.server = server

    async def __aenter__(self):
        self.manager = trio.open_nursery()
        self.nursery = await self.manager.__aenter__()
        await self.nursery.start(partial(self.server.serve, 7777))
        self.nursery.start_soon(self.server.tick)
        return self

    async def __aexit__(self, *exc_info):
        self.nursery.cancel_scope.cancel()
        return await self.manager.__aexit__(*exc_info)


async def main(server: EchoServer) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(server.serve, 7000)
        await trio.sleep(10)
        nursery.cancel_scope.cancel()
