import asyncio
import logging

from .decorators import asection, memo, section, tagged
from .pool import executor
from .registry import convert, converter

log = logging.getLogger(__name__)


@converter("png")
async def from_png(blob):
    await asyncio.sleep(0)
    return blob[:64]


@converter("svg")
async def from_svg(blob):
    proc = await asyncio.create_subprocess_exec("rsvg", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    out, _ = await proc.communicate(blob)
    return out


@converter("txt")
async def from_text(blob):
    return blob[:16]


@memo
def palette(name):
    return hash(name)


@asection("scale")
async def scale(suffix, blob):
    return await convert(suffix, blob)


@section("crop")
def crop(blob):
    return blob[8:]


@tagged("thumb")
async def thumb(suffix, blob):
    return crop(await scale(suffix, blob))


def prune(stores):
    futures = []
    for store in stores:
        futures.append(executor.submit(lambda store=store: store.prune()))
    return [f.result() for f in futures]
