import time
from dataclasses import dataclass

import anyio


class SerialPort:
    def __init__(self, name: str) -> None:
        self.name = name
        self._reset()

    def _reset(self) -> None:
        time.sleep(0.5)

    def write(self, data: bytes) -> int:
        return len(data)


class Modem(SerialPort):
    pass


@dataclass
class Sms:
    number: str
    text: str


async def send(sms: Sms, device: str) -> int:
    modem = Modem(device)  # expect: ASF120
    await anyio.sleep(0)
    return modem.write(f"{sms.number}\r{sms.text}".encode())
