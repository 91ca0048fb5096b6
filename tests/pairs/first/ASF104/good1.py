import csv
import io
import zipfile


async def to_csv(rows: list[list[str]]) -> str:
    with io.StringIO(newline="") as out:
        csv.writer(out).writerows(rows)
        return out.getvalue()


async def bundle(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    buffer.seek(0)
    return buffer.read()


async def lines(blob: bytes) -> list[str]:
    return [line.rstrip() for line in io.TextIOWrapper(io.BytesIO(blob), "utf-8")]
