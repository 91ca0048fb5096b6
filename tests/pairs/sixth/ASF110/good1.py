import asyncio
import getpass
import sys
from functools import partial


class Prompt:
    def __init__(self, answers):
        self.answers = list(answers)

    def input(self, text):
        return self.answers.pop(0)


async def scripted(prompt: Prompt):
    await asyncio.sleep(0)
    return prompt.input("name: ")


async def ask(text):
    return await asyncio.to_thread(input, text)


async def ask_password(user):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, partial(getpass.getpass, f"{user}: "))


async def lines():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await loop.connect_read_pipe(lambda: protocol, sys.stdin)
    async for line in reader:
        yield line.decode().rstrip()


async def whoami():
    await asyncio.sleep(0)
    return getpass.getuser()


async def transform(input):
    await asyncio.sleep(0)
    return input("raw") if callable(input) else input


async def repl():
    async for line in lines():
        if line == "exit":
            break
        print(line)


def main():
    name = input("name: ")
    asyncio.run(repl())
    print("bye", name)


if __name__ == "__main__":
    main()
