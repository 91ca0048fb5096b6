import csv
import gzip
import io
import zipfile


class ExportView:
    def __init__(self, rows_source) -> None:
        self._source = rows_source

    async def as_csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out)
        async for row in self._source.rows():
            writer.writerow(row)
        return out.getvalue()

    async def as_zip(self) -> bytes:
        text = await self.as_csv()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("export.csv", text)
        return buffer.getvalue()

    async def as_gzip(self) -> bytes:
        text = await self.as_csv()
        buffer = io.BytesIO()
        with gzip.GzipFile(fileobj=buffer, mode="wb") as zipped:
            zipped.write(text.encode())
        return buffer.getvalue()
