class Mailer:
    def __init__(self, smtp) -> None:
        self.smtp = smtp

    @staticmethod
    async def _close(connection) -> None:
        await connection.quit()

    async def send(self, text: str) -> bool:
        connection = await self.smtp.connect()
        try:
            await connection.send(text)
        except OSError:
            return False
        finally:
            closing = Mailer._close(connection)  # expect: ASF301
        return True


async def main(mailer: Mailer, texts: list[str]) -> int:
    for text in texts:
        outcome = mailer.send(text)  # expect: ASF301
    return len(texts)
