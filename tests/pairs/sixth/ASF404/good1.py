import asyncio
import logging

log = logging.getLogger(__name__)


class Lookup:
    def __init__(self, servers: list[str]) -> None:
        self.servers = servers
        self.open: list[asyncio.StreamWriter] = []

    async def ask(self, server: str, name: str) -> str:
        answer = ""
        reader, writer = await asyncio.open_connection(server, 43)
        try:
            writer.write(name.encode())
            answer = (await reader.read()).decode()
        finally:
            writer.close()
        return answer

    async def shutdown(self) -> None:
        try:
            await self.ask(self.servers[0], "bye")
        finally:
            for writer in self.open:
                if writer.is_closing():
                    continue
                writer.close()
            while self.open:
                if not self.open[-1].is_closing():
                    break
                self.open.pop()

    async def sorted_answers(self, name: str) -> list[str]:
        answers: list[str] = []
        try:
            answers.append(await self.ask(self.servers[-1], name))
        finally:
            def length(text: str) -> int:
                return len(text)

            answers.sort(key=length)
        return answers

    async def first(self, name: str) -> str:
        for server in self.servers:
            try:
                answer = await self.ask(server, name)
            except OSError:
                continue
            else:
                return answer
            finally:
                log.info("asked %s", server)
        return ""
