from __future__ import annotations

import anyio
from anyio import TASK_STATUS_IGNORED, create_task_group
from anyio.abc import TaskStatus


class Service:
    def __init__(self, port: int) -> None:
        self.port = port
        self.accepted = 0

    async def handle(self, stream) -> None:
        self.accepted += 1
        await stream.aclose()

    async def serve(self, *, task_status: TaskStatus[int] = TASK_STATUS_IGNORED) -> None:
        listener = await anyio.create_tcp_listener(local_port=self.port)
        task_status.started(self.port)
        await listener.serve(self.handle)


class Host:
    def __init__(self, service: Service) -> None:
        self.service = service

    async def __aenter__(self) -> Host:
        self.group = create_task_group()
        await self.group.__aenter__()
        self.group.start_soon(self.service.serve)  # expect: ASF418
        return self

    async def __aexit__(self, *exc_info):
        self.group.cancel_scope.cancel()
        return await self.group.__aexit__(*exc_info)


async def main() -> None:
    async with Host(Service(9090)) as host:
        await anyio.connect_tcp("localhost", host.service.port)


if __name__ == "__main__":
    anyio.run(main)
