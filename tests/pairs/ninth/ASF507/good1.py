"""Worker threads of a printer spooler."""
import logging
import os
import threading
import time

log = logging.getLogger("spooler")


class Spooler:
    def __init__(self, device, directory: str) -> None:
        self.device = device
        self.directory = directory
        self.stop_requested = threading.Event()
        self.ready = threading.Condition()
        self.online = False
        self.running = True
        self.jobs: list[str] = []

    def wait_online(self) -> None:
        with self.ready:
            while not self.online:
                self.ready.wait()

    def set_online(self) -> None:
        with self.ready:
            self.online = True
            self.ready.notify_all()

    def heartbeat(self) -> None:
        while not self.stop_requested.wait(5.0):
            self.device.ping()

    def scan(self) -> None:
        while self.running:
            for name in sorted(os.listdir(self.directory)):
                self.device.print(name)
            time.sleep(1.0)

    def wait_for_spool_dir(self) -> None:
        while not os.path.exists(self.directory):
            time.sleep(0.5)

    def reconnect(self) -> None:
        delay = 0.1
        while not self.device.connect():
            time.sleep(delay)
            delay = min(delay * 2, 10.0)

    def drain(self) -> None:
        attempts = 0
        while attempts < 3:
            time.sleep(0.2)
            attempts += 1
            log.debug("attempt %d", attempts)

    def stop(self) -> None:
        self.running = False
        self.stop_requested.set()


def main(device, directory: str) -> None:
    spooler = Spooler(device, directory)
    threads = [
        threading.Thread(target=target, daemon=True)
        for target in (spooler.wait_online, spooler.heartbeat, spooler.scan, spooler.reconnect,
                       spooler.wait_for_spool_dir, spooler.drain)
    ]
    for thread in threads:
        thread.start()
    spooler.set_online()
    time.sleep(30)
    spooler.stop()
    for thread in threads:
        thread.join(timeout=2)
