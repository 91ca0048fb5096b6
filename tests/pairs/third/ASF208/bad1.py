"""Serial port driver shared by the polling threads of a gateway."""
import logging
import threading

logger = logging.getLogger(__name__)


class SerialPort:
    """Frames are written one at a time."""

    def __init__(self, device) -> None:
        self._device = device
        self._lock = threading.Lock()

    def write_frame(self, address: int, payload: bytes) -> None:
        frame = bytes([0x7E, address, len(payload)]) + payload
        self._lock.acquire(timeout=2.0)  # expect: ASF208
        try:
            self._device.write(frame)
            self._device.flush()
        finally:
            self._lock.release()

    def reset(self) -> None:
        self._lock.acquire(True, 5)  # expect: ASF208
        try:
            self._device.reset_input_buffer()
        finally:
            self._lock.release()
        logger.info("port reset")


class Poller(threading.Thread):
    def __init__(self, port: SerialPort, address: int) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.address = address

    def run(self) -> None:
        for register in range(16):
            self.port.write_frame(self.address, bytes([register]))


def main(device) -> None:
    port = SerialPort(device)
    pollers = [Poller(port, address) for address in (1, 2)]
    for poller in pollers:
        poller.start()
    for poller in pollers:
        poller.join()
    port.reset()
