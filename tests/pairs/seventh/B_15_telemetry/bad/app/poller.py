import threading


class Poller:
    def __init__(self, channel):
        self.channel = channel
        self.stopped = threading.Event()

    def loop(self):
        for source in self.sources:
            self.channel.add({"source": source.name, "up": True})
        while not self.stopped.wait(1.0):
            for source in self.sources:
                self.channel.add(source.read())
            self.channel.send()

    def use(self, sources):
        self.sources = tuple(sources)
