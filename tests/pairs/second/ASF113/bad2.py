import asyncio
from concurrent.futures import ProcessPoolExecutor
from string import Template


def render(template: str, values: dict[str, str]) -> str:
    return Template(template).safe_substitute(values)


class Mailer:
    def __init__(self, pool: ProcessPoolExecutor, smtp) -> None:
        self._pool = pool
        self._smtp = smtp

    async def send(self, to: str, template: str, values: dict[str, str]) -> None:
        loop = asyncio.get_running_loop()
        body = await loop.run_in_executor(
            self._pool,
            render(template, values),  # expect: ASF113
        )
        await self._smtp.send(to, body)
