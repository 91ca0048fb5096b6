"""Serial port driver that honours the outcome of its timed lock."""
import logging
import threading

logger = logging.getLogger(__name__)


class PortBusy(TimeoutError):
    pass


class SerialPort:
    def __init__(self, device) -> None:
        self._device = device
        self._lock = threading.Lock()

    def write_frame(self, payload: bytes) -> None:
        if not self._lock.acquire(timeout=2.0):
            raise PortBusy("write")
        try:
            self._device.write(payload)
        finally:
            self._lock.release()

    def try_reset(self) -> bool:
        if free := self._lock.acquire(blocking=False):
            try:
                self._device.reset_input_buffer()
            finally:
                self._lock.release()
        else:
            logger.info("port busy")
        return free

    def close(self) -> None:
        while not self._lock.acquire(timeout=1):
            logger.warning("waiting for the port")
        try:
            self._device.close()
        finally:
            self._lock.release()


def main(device) -> None:
    port = SerialPort(device)
    port.write_frame(b"hello")
    if not port.try_reset():
        print("could not reset")
    port.close()
