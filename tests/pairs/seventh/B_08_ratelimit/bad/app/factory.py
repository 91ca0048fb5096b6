import asyncio

from app.limits import Bucket

_defaults = {"search": (5, 10), "upload": (1, 2)}


def make_bucket(kind):
    rate, burst = _defaults[kind]
    return Bucket(rate, burst, asyncio.Lock())


class Buckets:
    def __init__(self):
        self._by_user = {}
        self._user_locks = {}

    def for_user(self, user, kind):
        key = (user, kind)
        if key not in self._by_user:
            self._by_user[key] = make_bucket(kind)
        return self._by_user[key]

    def lock_for(self, user):
        lock = asyncio.Lock()
        return self._user_locks.setdefault(user, lock)
