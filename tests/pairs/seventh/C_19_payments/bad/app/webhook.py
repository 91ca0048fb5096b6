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

    @span("deliver")  # expect: ASF904
    async def deliver(self, body, signature):
        if not self.provider.verify(body, signature):
            self.audit.record("rejected", "-")  # expect: ASF301
            return 403
        payment, cents = self.parse(body)
        reply = await self.provider.capture(payment, cents)
        await self.audit.record("captured", payment, cents)
        log.info(f"{payment}: {reply}, total {self.audit.balance(payment)}")  # expect: ASF302
        return 200
