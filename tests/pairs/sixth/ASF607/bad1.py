import queue
import threading


class Ingest:
    """Reads lines from a socket as fast as they come; the parser is slower."""

    def __init__(self, source, parse):
        self._source = source
        self._parse = parse
        self._lines = queue.Queue()  # expect: ASF607

    def _read(self):
        for line in self._source:
            self._lines.put(line)
        self._lines.put(None)

    def _consume(self):
        while True:
            line = self._lines.get()
            if line is None:
                break
            self._parse(line)

    def run(self):
        reader = threading.Thread(target=self._read)
        consumer = threading.Thread(target=self._consume)
        reader.start()
        consumer.start()
        reader.join()
        consumer.join()
