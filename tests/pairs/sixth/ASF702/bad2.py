import tkinter as tk
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from tkinter import ttk
from urllib.request import urlopen


class DownloadFrame(ttk.Frame):
    def __init__(self, master, pool: ThreadPoolExecutor) -> None:
        super().__init__(master)
        self.pool = pool
        self.bar = ttk.Progressbar(self, maximum=100)
        self.state_label = tk.Label(self, text="idle")
        self.button = ttk.Button(self, text="Load", command=self.clicked)
        for widget in (self.bar, self.state_label, self.button):
            widget.pack()

    def clicked(self) -> None:
        job = partial(download, "https://example.org/data", self.state_label)
        future = self.pool.submit(job)  # expect: ASF702
        future.add_done_callback(lambda done: print(done.exception()))


def download(url: str, label: tk.Label) -> int:
    with urlopen(url) as response:
        data = response.read()
    label.config(text=f"{len(data)} bytes")
    return len(data)


def main() -> None:
    root = tk.Tk()
    with ThreadPoolExecutor(2) as pool:
        DownloadFrame(root, pool).pack()
        root.mainloop()


if __name__ == "__main__":
    main()
