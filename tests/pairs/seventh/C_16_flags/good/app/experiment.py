import copy

from .flags import FlagStore


class Experiment:
    """Tries other settings without touching the live store."""

    def __init__(self, store):
        self.live = store
        self.trial = FlagStore()
        self.trial.replace(copy.copy(store.everything()))

    def set(self, flag):
        self.trial.put(flag.name, flag)

    def differs(self, user_id):
        return [
            name
            for name in self.trial.names()
            if self.trial.enabled(name, user_id) != self.live.enabled(name, user_id)
        ]
