from __future__ import annotations

import threading
from threading import Timer

_client: Client | None = None


class Client:
    def __init__(self, host: str) -> None:
        self.host = host

    def ping(self) -> str:
        return f"ping {self.host}"


def _ping() -> None:
    print(_client.ping())


def connect(host: str) -> threading.Thread:
    global _client
    pinger = threading.Thread(target=_ping, daemon=True)
    pinger.start()  # expect: ASF508
    _client = Client(host)
    return pinger


class Base:
    def __init__(self) -> None:
        self.alarm = Timer(0.0, self.ring)
        self.alarm.start()  # expect: ASF508

    def ring(self) -> None:
        raise NotImplementedError


class Alarm(Base):
    def __init__(self, sound: str) -> None:
        super().__init__()
        self.sound = sound

    def ring(self) -> None:
        print(self.sound)

    def cancel(self) -> None:
        self.alarm.cancel()


if __name__ == "__main__":
    connect("db.internal").join()
    Alarm("beep").cancel()
