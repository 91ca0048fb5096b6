import multiprocessing


def shade(x, y, size):
    return bytes((x * i ^ y * i) & 0xFF for i in range(size * size))


def render(tiles, size, out):
    for x, y in tiles:
        out.put(((x, y), shade(x, y, size)))


class Auditor(multiprocessing.Process):
    """Appends to the audit file from a process of its own."""

    def __init__(self, inbox, path):
        super().__init__(name="auditor")
        self.inbox = inbox
        self.path = path

    def run(self):
        with open(self.path, "a") as log:
            while True:
                entry = self.inbox.get()  # expect: ASF609
                log.write(f"{entry}\n")
                log.flush()
