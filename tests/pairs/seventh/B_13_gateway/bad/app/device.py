import threading


class Device:
    """Register map behind a serial port. Methods nest, hence the RLock."""

    def __init__(self, port):
        self.port = port
        self.lock = threading.RLock()
        self._dirty = False
        self._flash_lock = threading.Lock()

    def read(self, address):
        with self.lock:
            self.port.write(b"R%04x" % address)
            return self.port.readline()

    def write(self, address, value):
        with self.lock:
            before = self.read(address)
            self.port.write(b"W%04x%02x" % (address, value))
            self._dirty = True
            return before

    def commit(self):
        self._flash_lock.acquire(False)  # expect: ASF208
        try:
            with self.lock:
                self.port.write(b"COMMIT")
                self._dirty = False
        finally:
            self._flash_lock.release()
        return True
