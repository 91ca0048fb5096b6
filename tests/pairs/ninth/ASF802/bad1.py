"""Connection table, scheduler queue and spam scores of a mail relay."""
import logging
import time
from dataclasses import dataclass, field

log = logging.getLogger("relay")


@dataclass
class Peer:
    address: str
    last_seen: float = 0.0
    banned: bool = False
    mails: list = field(default_factory=list)


class Relay:
    def __init__(self) -> None:
        self.peers: dict[str, Peer] = {}
        self.scores: dict[str, float] = {}
        self.scheduled: list[tuple[float, str]] = []
        self.greylist: set[str] = set()

    def seen(self, address: str) -> None:
        self.peers.setdefault(address, Peer(address)).last_seen = time.time()

    def expire(self, limit: float) -> None:
        for address, peer in self.peers.items():
            if peer.last_seen < limit:
                log.info("%s expired", address)
                self.disconnect(address)  # expect: ASF802

    def disconnect(self, address: str) -> None:
        peer = self.peers.pop(address)
        peer.mails.clear()

    def due(self, now: float) -> list[str]:
        ready = []
        for entry in self.scheduled:
            when, mail = entry
            if when <= now:
                ready.append(mail)
                self.scheduled.remove(entry)  # expect: ASF802
        return ready

    def decay(self) -> None:
        scores = self.scores
        for address in scores:
            scores[address] *= 0.9
            if scores[address] < 0.1:
                del self.scores[address]  # expect: ASF802

    def release(self, now: float) -> int:
        count = 0
        for address in self.greylist:
            match self.peers.get(address):
                case None | Peer(banned=True):
                    continue
                case Peer(last_seen=seen) if now - seen > 300:
                    self.greylist.discard(address)  # expect: ASF802
                    count += 1
        return count

    def dedupe(self, mails: list[str]) -> list[str]:
        for index, mail in enumerate(mails):
            if mail in mails[:index]:
                mails.pop(index)  # expect: ASF802
        return mails
