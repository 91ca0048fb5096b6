import asyncio
import json
import sys

from .jobs import JobQueue
from .media import Encoder
from .service import Quota, Service


async def session(service, reader, writer):
    for raw in (await reader.read()).splitlines():
        try:
            reply = await service.accept(json.loads(raw))
        finally:
            print("request handled", file=sys.stderr)
        writer.write(json.dumps(reply).encode() + b"\n")
    await writer.drain()
    writer.close()


async def main(jobs, encoder):
    service = Service(jobs, encoder, Quota(5))
    server = await asyncio.start_server(lambda r, w: session(service, r, w), port=7000)
    print(await service.describe("intro.mp4"))
    await server.serve_forever()


if __name__ == "__main__":
    the_encoder = Encoder()
    the_jobs = JobQueue(the_encoder)
    for name in sys.argv[1:]:
        the_jobs.preview(name)
    print(the_jobs.preview_digests())
    asyncio.run(main(the_jobs, the_encoder))
