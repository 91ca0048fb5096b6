import time
from dataclasses import dataclass

from .guarded import GuardedStore


@dataclass(frozen=True)
class Flag:
    name: str
    share: int
    until: float

    def expired(self, now):
        return now > self.until


class FlagStore(GuardedStore):
    def enabled(self, name, user_id):
        flag = self.get(name)
        return flag is not None and user_id % 100 < flag.share

    def everything(self):
        with self._lock:
            return self._items  # expect: ASF803

    def names(self):
        with self._lock:
            return sorted(self._items)


def drop_expired(flags, now=None):
    now = now or time.time()
    for name, flag in flags.items():
        if flag.expired(now):
            del flags[name]  # expect: ASF802
    return flags


def mark_all(flags, share):
    for name in flags:
        flags[name] = Flag(name, share, flags[name].until)
    return flags
