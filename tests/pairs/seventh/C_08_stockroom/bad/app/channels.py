import queue

SHUT = object()


class Handover:
    """Passes one pallet from hand to hand: the giver may not run ahead of the taker."""

    def __init__(self):
        self._slot = queue.Queue(maxsize=0)  # expect: ASF608

    def give(self, pallet):
        self._slot.put(pallet)

    def take(self, timeout=None):
        return self._slot.get(timeout=timeout)


def order_channel(limit):
    return queue.Queue(maxsize=limit)
