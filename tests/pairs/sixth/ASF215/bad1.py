import threading


class Recorder:
    """Writes samples in a thread; `settle` should return after the current write."""

    def __init__(self, sink):
        self.sink = sink
        self.lock = threading.Lock()
        self.samples = 0

    def write(self, sample):
        with self.lock:
            self.sink.append(sample)
            self.samples += 1

    def settle(self):
        with self.lock:  # expect: ASF215
            pass

    def flush(self):
        with self.lock:  # expect: ASF215
            pass
        print("flushed")


def main():
    recorder = Recorder([])
    thread = threading.Thread(target=recorder.write, args=(1.5,))
    thread.start()
    recorder.settle()
    recorder.flush()
    thread.join()


if __name__ == "__main__":
    main()
