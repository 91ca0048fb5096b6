from __future__ import annotations

from asyncio import Task, TaskGroup, create_task, open_connection


class Notifier:
    def __init__(self, port: int) -> None:
        self.port = port
        self.delivered = 0

    async def notify(self, host: str, text: str) -> None:
        _, writer = await open_connection(host, self.port)
        writer.write(text.encode())
        await writer.drain()
        writer.close()
        self.delivered += 1

    async def broadcast(self, hosts: list[str], text: str) -> list[str]:
        tasks: dict[str, Task[None]] = {}
        for host in hosts:
            tasks[host] = create_task(self.notify(host, text))  # expect: ASF321
        failed = []
        for host, task in tasks.items():
            try:
                await task
            except OSError:
                failed.append(host)
        return failed


class StrictNotifier(Notifier):
    async def broadcast(self, hosts: list[str], text: str) -> list[str]:
        async with TaskGroup() as group:
            for host in hosts:
                group.create_task(self.notify(host, text))  # expect: ASF321
        return []
