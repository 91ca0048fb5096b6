import csv
import gzip
import io


def to_csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows(rows)
    return out.getvalue()


def squeeze(text: str) -> bytes:
    return gzip.compress(text.encode())


class Export:
    def __init__(self, rows: list[list[str]]) -> None:
        self.rows = rows

    @property
    def body(self) -> str:
        return to_csv(self.rows)

    async def send(self, writer) -> int:
        data = squeeze(self.body)
        await writer.send(data)
        return len(data)
