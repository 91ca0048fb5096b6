from threading import Thread


class Pinger(Thread):
    def __init__(self, host: str, ping) -> None:
        super().__init__(daemon=True)
        self.host = host
        self.ping = ping
        self.alive = False

    def run(self) -> None:
        self.alive = self.ping(self.host)


class Network:
    def __init__(self, hosts: list[str], ping) -> None:
        self.hosts = hosts
        self.ping = ping

    def check(self) -> list[str]:
        pingers = [Pinger(host, self.ping) for host in self.hosts]
        for pinger in pingers:
            pinger.run()  # expect: ASF711
        return [pinger.host for pinger in pingers if pinger.alive]

    def refresh(self, host: str) -> None:
        pinger = Pinger(host, self.ping)  # expect: ASF711
        print("checking", pinger.host)
