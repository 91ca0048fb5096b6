import threading


class Board:
    """Panels around the building, each drawn by its own thread."""

    def __init__(self):
        self.text = ""
        self.refresh = threading.Event()

    def show(self, text):
        self.text = text
        self.refresh.set()
        self.refresh.clear()  # expect: ASF604

    def add_panel(self, draw):
        panel = threading.Thread(target=self._panel, args=(draw,), daemon=True)
        panel.start()
        return panel

    def _panel(self, draw):
        while True:
            self.refresh.wait()
            draw(self.text)
