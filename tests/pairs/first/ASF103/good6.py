from asyncio import subprocess


class Shell:
    def __init__(self, cwd: str) -> None:
        self.cwd = cwd
        self.history: list[str] = []

    def call(self, command: str) -> str:
        self.history.append(command)
        return f"cd {self.cwd} && {command}"

    async def run(self, command: str) -> bytes:
        process = await subprocess.create_subprocess_shell(
            self.call(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        output, _ = await process.communicate()
        return output


async def update(shell: Shell) -> int:
    first = await shell.run("git fetch")
    second = await shell.run("git merge --ff-only")
    return len(first) + len(second)
