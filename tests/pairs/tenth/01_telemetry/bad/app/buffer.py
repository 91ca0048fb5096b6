from collections import deque

from .compat import apause


class SampleBuffer:
    def __init__(self, limit=500):
        self._samples = deque(maxlen=limit)

    def push(self, sample):
        self._samples.append(sample)

    def take(self):
        batch = list(self._samples)
        self._samples.clear()
        return batch

    async def settle(self):
        await apause(0.05)
        return len(self._samples)
