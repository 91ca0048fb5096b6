import threading

from app.db import JobStore
from app.notify import Notifier
from app.runner import Runner


def main(path, url, token):
    runner = Runner(JobStore(path), Notifier(url, token))
    worker = threading.Thread(target=runner.drain)
    worker.start()
    runner.announce(["runner up", "queue open"])
    runner.allow()
    try:
        input("press enter to stop")
    finally:
        runner.stopping.set()
        worker.join()
