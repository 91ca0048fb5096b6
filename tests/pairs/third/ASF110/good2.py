"""Shell with asynchronous prompts from prompt_toolkit and aioconsole."""
import asyncio

from aioconsole import ainput
from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout


class Shell:
    def __init__(self) -> None:
        self.session: PromptSession = PromptSession("shell> ")

    async def execute(self, line: str) -> str:
        await asyncio.sleep(0)
        return line.upper()

    async def run(self) -> None:
        with patch_stdout():
            while True:
                try:
                    line = await self.session.prompt_async()
                except (EOFError, KeyboardInterrupt):
                    return
                print(await self.execute(line))


async def confirm(question: str) -> bool:
    answer = await ainput(f"{question} [y/n] ")
    return answer.startswith("y")


async def main() -> None:
    if await confirm("start the shell?"):
        await Shell().run()


if __name__ == "__main__":
    asyncio.run(main())
