import random


class Probe:
    def __init__(self, port):
        self.port = port

    def read(self):
        return {"sensor": f"{self.port}/{random.randrange(8)}", "value": random.random()}
