import logging
import threading
from typing import Optional

_LOGGER = logging.getLogger(__name__)


class SerialPort:
    def __init__(self, device) -> None:
        self._device = device
        self._io_lock: threading.Lock = threading.Lock()

    def query(self, command: bytes) -> Optional[bytes]:
        try:
            frame = command + bytes([sum(command) & 0xFF])
            self._io_lock.acquire()  # expect: ASF202
            self._device.write(frame)
            return self._device.read_until(b"\r")
        except OSError as err:
            _LOGGER.error("query %r: %s", command, err)
            return None
        finally:
            self._io_lock.release()
