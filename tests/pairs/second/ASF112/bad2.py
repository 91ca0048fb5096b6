import asyncio
import functools
import subprocess


class BuildFarm:
    def __init__(self) -> None:
        self._builds: dict[str, asyncio.Task] = {}

    @staticmethod
    def _tag(name: str, registry: str, task: "asyncio.Task[str]") -> None:
        if task.cancelled() or task.exception():
            return
        subprocess.run(["docker", "tag", task.result(), f"{registry}/{name}"], check=False)

    async def _build(self, name: str) -> str:
        proc = await asyncio.create_subprocess_exec("docker", "build", "-t", name, ".")
        await proc.wait()
        return name

    async def schedule(self, name: str, registry: str) -> asyncio.Task:
        task = asyncio.create_task(self._build(name))
        self._builds[name] = task
        task.add_done_callback(functools.partial(self._tag, name, registry))  # expect: ASF112
        return task
