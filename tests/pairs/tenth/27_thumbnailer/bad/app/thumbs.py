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
def from_text(blob):  # expect: ASF903
    return blob[:16]


@memo  # expect: ASF306
async def palette(name):
    await asyncio.sleep(0)
    return hash(name)


@section("scale")  # expect: ASF904
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
        futures.append(executor.submit(lambda: store.prune()))  # expect: ASF310
    return [f.result() for f in futures]
