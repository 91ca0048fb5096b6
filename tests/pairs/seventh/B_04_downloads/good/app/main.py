import asyncio
import sys

from app.service import DownloadService


def main(client):
    service = DownloadService(client, sys.argv[1])
    asyncio.run(service.run())
