import queue
import tkinter as tk


class StatusBar(tk.Label):
    def show(self, text):
        self.configure(text=text)


class Window(tk.Tk):
    def __init__(self, title):
        super().__init__()
        self.title(title)
        self.status = StatusBar(self, anchor="w")
        self.status.pack(fill="x")
        self.messages = queue.Queue()

    def drain(self):
        while True:
            try:
                text = self.messages.get_nowait()
            except queue.Empty:
                break
            self.status.show(text)
        self.after(100, self.drain)
