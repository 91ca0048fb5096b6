import csv
import io
import tarfile


def to_csv(rows: list[tuple[str, int]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def bundle(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, text in members.items():
            data = text.encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


class Report:
    def __init__(self, db) -> None:
        self._db = db

    async def download(self) -> bytes:
        rows = await self._db.rows()
        return bundle({"rows.csv": to_csv(rows)})
