import asyncio
import logging

from .base import Resource
from .errors import Group, PartErrors, UploadError
from .tasks import schedule

log = logging.getLogger(__name__)


class ManifestErrors(PartErrors):
    def __init__(self, message, excs):
        super().__init__(message, excs)
        self.count = len(excs)


class Upload(Resource):
    def __init__(self, client, parts):
        self.client = client
        self.parts = parts
        self.done = []

    def __len__(self):
        return len(self.parts)

    async def send_all(self):
        try:
            async with asyncio.TaskGroup() as tg:
                for part in self.parts:
                    tg.create_task(self._send(part))
        except* UploadError as group:
            for error in group.exceptions:
                log.error("%s", error)

    async def _send(self, part):
        try:
            await self.client.put(part)
            self.done.append(part)
        finally:
            if part.temporary:
                part.discard()

    def submit(self):
        return schedule(self.send_all())

    def __del__(self):
        self.detach()
