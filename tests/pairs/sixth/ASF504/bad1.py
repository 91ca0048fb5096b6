import threading
from xml.etree import ElementTree


class Schema:
    def __init__(self, path: str) -> None:
        self.root = ElementTree.parse(path).getroot()

    def allows(self, tag: str) -> bool:
        return self.root.find(tag) is not None


class Validator:
    def __init__(self, path: str) -> None:
        self.path = path
        self._schema: Schema | None = None
        self.known: dict[str, bool] = {}

    def schema(self) -> Schema:
        if self._schema is None:
            self._schema = Schema(self.path)  # expect: ASF504
        return self._schema

    def check(self, tag: str) -> None:
        if tag not in self.known:
            self.known[tag] = self.schema().allows(tag)  # expect: ASF504
        print(tag, self.known[tag])

    def check_all(self, tags: list[str]) -> None:
        threads = []
        for tag in tags:
            thread = threading.Thread(target=self.check, args=(tag,))
            thread.start()
            threads.append(thread)
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    Validator("schema.xml").check_all(["name", "price", "name"])
