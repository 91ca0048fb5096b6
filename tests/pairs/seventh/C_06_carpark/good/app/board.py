import threading


class Board:
    """Panels around the building, each drawn by its own thread."""

    def __init__(self):
        self.text = ""
        self.version = 0
        self.refresh = threading.Condition()
        self.online = threading.Event()

    def show(self, text):
        with self.refresh:
            self.text = text
            self.version += 1
            self.refresh.notify_all()

    def restart(self, probe):
        self.online.clear()
        probe()
        self.online.set()

    def add_panel(self, draw):
        panel = threading.Thread(target=self._panel, args=(draw,), daemon=True)
        panel.start()
        return panel

    def _panel(self, draw):
        seen = 0
        while True:
            with self.refresh:
                while self.version == seen:
                    self.refresh.wait()
                seen = self.version
                text = self.text
            draw(text)
