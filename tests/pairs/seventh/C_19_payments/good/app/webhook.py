import json
import logging

from .tracing import span

log = logging.getLogger(__name__)


class Webhook:
    def __init__(self, provider, audit):
        self.provider = provider
        self.audit = audit

    @span("parse")
    def parse(self, body):
        doc = json.loads(body)
        return doc["payment"], int(doc["cents"])

    async def deliver(self, body, signature):
        with span("deliver"):
            if not self.provider.verify(body, signature):
                await self.audit.record("rejected", "-")
                return 403
            payment, cents = self.parse(body)
            reply = await self.provider.capture(payment, cents)
            await self.audit.record("captured", payment, cents)
            log.info(f"{payment}: {reply}, total {await self.audit.balance(payment)}")
            return 200
