"""Sensor samples are batched and written by a thread."""
import queue
import threading


class Recorder:
    def __init__(self, sink, size=50):
        self._sink = sink
        self._size = size
        self._batches = queue.Queue(10)

    def _write(self):
        for batch in iter(self._batches.get, None):
            for sample in batch:
                self._sink.write(f"{sample}\n")

    def record(self, samples):
        writer = threading.Thread(target=self._write)
        writer.start()
        batch = []
        for sample in samples:
            batch.append(sample)
            if len(batch) == self._size:
                self._batches.put(batch)
                batch.clear()  # expect: ASF807
        self._batches.put(list(batch))
        self._batches.put(None)
        writer.join()
