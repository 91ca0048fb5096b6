"""Two stages of a build that are meant to hand over one artefact at a time."""
import queue
import threading


class Handover:
    def __init__(self):
        self._slot = queue.Queue(0)  # expect: ASF608

    def give(self, artefact):
        self._slot.put(artefact)

    def take(self):
        return self._slot.get()

    def finish(self):
        self._slot.put(None)


def compile_all(sources, handover):
    for source in sources:
        handover.give(f"{source}.o")
    handover.finish()


def link_all(handover, link):
    while True:
        artefact = handover.take()
        if artefact is None:
            return
        link(artefact)


def build(sources, link):
    handover = Handover()
    compiler = threading.Thread(target=compile_all, args=(sources, handover))
    compiler.start()
    link_all(handover, link)
    compiler.join()
