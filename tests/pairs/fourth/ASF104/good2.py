"""Export endpoint that works in memory and through async file APIs only."""
import csv
import io
import zipfile

import aiofiles
import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def export_csv(request: Request) -> Response:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    async for row in request.app.state.rows():
        writer.writerow(row)
    return PlainTextResponse(buffer.getvalue())


async def unpack(request: Request) -> Response:
    blob = io.BytesIO(await request.body())
    with zipfile.ZipFile(blob) as bundle:
        names = bundle.namelist()
    return PlainTextResponse("\n".join(names))


async def read_note(request: Request) -> Response:
    path = anyio.Path("notes") / request.path_params["name"]
    return PlainTextResponse(await path.read_text())


async def append_note(request: Request) -> Response:
    async with aiofiles.open("notes/all.txt", "a") as fh:
        await fh.write(request.path_params["name"] + "\n")
    async with await anyio.open_file("notes/audit.txt", "a") as audit:
        await audit.write("appended\n")
    return Response(status_code=204)


app = Starlette(
    routes=[
        Route("/export", export_csv),
        Route("/unpack", unpack, methods=["POST"]),
        Route("/notes/{name}", read_note),
        Route("/append/{name}", append_note, methods=["POST"]),
    ]
)
