"""Import job for library catalogues."""
import asyncio
import logging

logger = logging.getLogger(__name__)


class Catalogue:
    def __init__(self, client):
        self._client = client
        self._open_cursors = []
        self.broken = []

    async def pages(self, first):
        number = first
        while True:
            try:
                page = await self._client.page(number)
                if not page:
                    return
                yield page
            finally:
                logger.debug("page %d done", number)
            number += 1

    async def import_page(self, records):
        count = 0
        try:
            for record in records:
                await self._client.store(record)
                count += 1
            return count
        finally:
            for cursor in self._open_cursors:
                if cursor.closed:
                    continue
                cursor.close()
                if cursor.last:
                    break

    async def lookup(self, isbn):
        found = None
        try:
            found = await self._client.find(isbn)
        except LookupError:
            return None
        else:
            return found
        finally:

            def describe():
                return f"{isbn}: {found!r}"

            logger.debug("%s", describe())

    def parse(self, text):
        result = None
        try:
            result = text.split("\t")
        except AttributeError:
            self.broken.append(text)
        finally:
            return result

    async def retry(self, isbn, attempts=3):
        for attempt in range(attempts):
            try:
                entry = await self._client.find(isbn)
                if entry:
                    break
            except OSError as exc:
                logger.warning("attempt %d: %s", attempt, exc)
                continue
            finally:
                logger.info("attempt %d over", attempt)
            await asyncio.sleep(attempt)
        else:
            return None
        return entry

    async def close(self):
        try:
            await self._client.flush()
        finally:
            while self._open_cursors:
                cursor = self._open_cursors.pop()
                if cursor is None:
                    break
                cursor.close()


async def main(client):
    catalogue = Catalogue(client)
    total = 0
    async for page in catalogue.pages(1):
        total += await catalogue.import_page(page)
    await catalogue.close()
    logger.info("%d records", total)
