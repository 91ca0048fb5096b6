import asyncio


class Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.index = 0

    def _more(self) -> bool:
        return self.index < len(self.text)

    def _skip_blank(self) -> None:
        self.index += 1

    def _word(self) -> str:
        end = self.text.find(" ", self.index)
        end = len(self.text) if end < 0 else end
        word, self.index = self.text[self.index : end], end
        return word

    async def words(self) -> list[str]:
        found = []
        while self._more():
            if self.text[self.index] == " ":
                self._skip_blank()
                continue
            found.append(self._word())
        await asyncio.sleep(0)
        return found
