import threading


class Backup:
    """Runs at most one backup; a second request is answered with `busy`."""

    def __init__(self, copy):
        self.copy = copy
        self.running = threading.Lock()
        self.finished = []

    def request(self, name):
        if not self.running.locked():  # expect: ASF209
            with self.running:
                self.copy(name)
                self.finished.append(name)
            return "done"
        return "busy"

    def cancel(self, name):
        if self.running.locked():  # expect: ASF209
            return False
        self.running.acquire()
        try:
            self.finished = [n for n in self.finished if n != name]
        finally:
            self.running.release()
        return True


def main():
    backup = Backup(print)
    threads = [
        threading.Thread(target=backup.request, args=(name,)) for name in ("etc", "home")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(backup.cancel("etc"))


if __name__ == "__main__":
    main()
