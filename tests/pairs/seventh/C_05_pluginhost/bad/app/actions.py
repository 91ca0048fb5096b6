import asyncio

from .timing import announced, timed


@timed
def checksum(blob):
    return sum(blob) & 0xFFFF


@timed  # expect: ASF904
async def fetch_manifest(host, port):
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"MANIFEST\n")
    await writer.drain()
    data = await reader.read()
    writer.close()
    return data


@announced
async def ping(request):
    await asyncio.sleep(0)
    return "pong"


async def manifest(request):
    return await fetch_manifest(request["host"], request["port"])


def version(request):
    return "2.4"
