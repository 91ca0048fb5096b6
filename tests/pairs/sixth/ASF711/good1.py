import subprocess
import threading
from threading import Thread


class Pinger(Thread):
    def __init__(self, host, ping):
        super().__init__(daemon=True)
        self.host = host
        self.ping = ping
        self.alive = False

    def run(self):
        self.alive = self.ping(self.host)


class Traced(Pinger):
    def run(self):
        print("ping", self.host)
        super().run()


class Network:
    def __init__(self, hosts, ping):
        self.hosts = hosts
        self.ping = ping
        self._timer = threading.Timer(60, self.check)

    def begin(self):
        self._timer.start()

    def end(self):
        self._timer.cancel()

    def check(self):
        pingers = [Pinger(host, self.ping) for host in self.hosts]
        for pinger in pingers:
            pinger.start()
        for pinger in pingers:
            pinger.join()
        return [pinger.host for pinger in pingers if pinger.alive]

    def make(self, host):
        pinger = Pinger(host, self.ping)
        pinger.name = f"ping-{host}"
        return pinger

    def schedule(self, launch, host):
        launch(Pinger(host, self.ping))


def fire(work):
    threading.Thread(target=work, daemon=True).start()


def fill(table, works):
    for name, work in works.items():
        table[name] = Thread(target=work)


class Tool:
    def __init__(self, args):
        self.args = args

    def run(self):
        return subprocess.run(self.args, check=True)


def run_tool(args):
    tool = Tool(args)
    return tool.run()
