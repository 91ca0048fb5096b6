from dataclasses import dataclass

import anyio

HANDSHAKE_BUDGET = 15.0


@dataclass
class Limits:
    connect: float = 3.0
    sweep: float = 60.0
    parallel: int = 8

    def limiter(self):
        return anyio.CapacityLimiter(self.parallel)


def summarise(results):
    good = sum(1 for r in results if r.ok)
    return {"ok": good, "bad": len(results) - good}


class Encoder:
    def __init__(self, charset="utf-8"):
        self.charset = charset

    def encode(self, results):
        return "\n".join(f"{r.host} {r.ok}" for r in results).encode(self.charset)
