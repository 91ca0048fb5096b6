from typing import Iterator, NamedTuple


class Record(NamedTuple):
    key: str
    value: str


class Dump:
    def __init__(self, path: str, db) -> None:
        self._path = path
        self._db = db

    def _records(self) -> Iterator[Record]:
        with open(self._path) as fh:
            for line in fh:
                key, sep, value = line.partition("=")
                if sep:
                    yield Record(key.strip(), value.strip())

    async def restore(self) -> int:
        restored = 0
        for record in self._records():  # expect: ASF121
            if record.key.startswith("#"):
                continue
            await self._db.put(record.key, record.value)
            restored += 1
        return restored
