import asyncio
import sys

from .archiver import Archiver
from .cloud import Bucket
from .pack import Manifest


async def nightly(archiver, folders):
    for where in await archiver.archive_all(folders):
        print("stored", where)
    await archiver.prune("home-")
    await archiver.save()


def main():
    archiver = Archiver(Bucket("attic"), Manifest("manifest.txt"))
    try:
        asyncio.run(nightly(archiver, sys.argv[1:]))
    finally:
        archiver.pool.shutdown()


if __name__ == "__main__":
    main()
