import asyncio


class Modem:
    def __init__(self, port):
        self.port = port
        self.lock = asyncio.Lock()
        self.answers = []

    async def command(self, text):
        with self.lock:  # expect: ASF205
            await self.port.write(text + "\r")
            answer = await self.port.readline()
        self.answers.append(answer)
        return answer

    async def hangup(self):
        self.lock.acquire()  # expect: ASF205
        try:
            await self.port.write("ATH\r")
        finally:
            self.lock.release()


class EchoPort:
    def __init__(self):
        self.last = ""

    async def write(self, text):
        await asyncio.sleep(0)
        self.last = text

    async def readline(self):
        await asyncio.sleep(0)
        return self.last


async def main():
    modem = Modem(EchoPort())
    print(await modem.command("ATI"))
    await modem.hangup()


asyncio.run(main())
