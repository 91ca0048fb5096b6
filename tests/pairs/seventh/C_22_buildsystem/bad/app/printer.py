import threading


class Printer:
    def __init__(self, notices, write):
        self.notices = notices
        self.write = write
        self.thread = threading.Thread(target=self._loop, name="printer")

    def start(self):
        self.thread.start()

    def stop(self):
        self.notices.put("build over")

    def _loop(self):
        count = 0
        while True:
            notice = self.notices.get()  # expect: ASF609
            count += 1
            self.write(f"[{count}] {notice}")
