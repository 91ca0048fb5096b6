import logging

from .slots import Client, Limits, Slot

log = logging.getLogger(__name__)


class SlotPool:
    def __init__(self, limits: Limits):
        self.limits = limits
        self.slots: list[Slot] = []

    def add(self, client: Client):
        self.slots.append(Slot(client))

    def find(self, client) -> Slot:
        return next(s for s in self.slots if s.client is client)

    async def check(self):
        for slot in list(self.slots):
            with slot.lock:  # expect: ASF201
                reply = await slot.client.ping()
            if not reply:
                slot.client.abort()

    def borrow(self, client):
        slot = self.find(client)
        with slot.lock:
            slot.touch()  # expect: ASF203
            log.debug("%d uses", slot.uses)
        return slot

    def forgive(self, client):
        slot = self.find(client)
        slot.uses -= 1  # expect: ASF505

    def raise_ceiling(self, by):
        with self.limits.guard:
            self.limits.ceiling += by

    def report(self):
        return {id(slot.client): slot.take_uses() for slot in self.slots}
