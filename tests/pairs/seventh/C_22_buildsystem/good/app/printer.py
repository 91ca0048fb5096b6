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
        self.notices.put(None)
        self.thread.join()

    def _loop(self):
        count = 0
        while True:
            notice = self.notices.get()
            if notice is None:
                return
            count += 1
            self.write(f"[{count}] {notice}")
