from pathlib import Path


class Document:
    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def title(self) -> str:
        return self.path.read_text().partition("\n")[0]

    def store(self, body: str) -> int:
        return self.path.write_text(body)


class Article(Document):
    async def header(self) -> str:
        return f"<h1>{self.title}</h1>"  # expect: ASF121

    async def clear(self) -> None:
        self.store("")  # expect: ASF121
