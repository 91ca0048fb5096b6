import logging


class ShipHandler(logging.Handler):
    """Collects formatted lines; the shipper sends them in batches."""

    def __init__(self, buffer, level=logging.INFO):
        super().__init__(level)
        self._buffer = buffer

    def emit(self, record):
        line = self.format(record)
        with self._buffer.lock:
            self._buffer.rows.append(line)


def install(buffer):
    logging.getLogger("ship").addHandler(ShipHandler(buffer))
    logging.getLogger("app").addHandler(ShipHandler(buffer))
