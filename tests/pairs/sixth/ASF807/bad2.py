import asyncio
from concurrent.futures import Executor
from dataclasses import dataclass, field


@dataclass
class Draft:
    title: str
    lines: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)


def render(lines: list[str]) -> str:
    return "\n".join(line.strip() for line in lines)


async def publish(client, draft: Draft) -> None:
    await client.lock(draft.title)
    await client.post(draft.title, draft.tags)


class Editor:
    def __init__(self, client, pool: Executor) -> None:
        self.client = client
        self.pool = pool

    async def save(self, draft: Draft) -> None:
        task = asyncio.create_task(publish(self.client, draft))
        draft.tags["saved"] = "yes"  # expect: ASF807
        await task

    def preview(self, lines: list[str], footer: str) -> str:
        future = self.pool.submit(render, lines)
        lines.append(footer)  # expect: ASF807
        return future.result()
