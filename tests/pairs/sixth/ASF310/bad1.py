import threading
from functools import partial


class Menu:
    def __init__(self):
        self.actions = {}
        self.workers = []
        self.done = []

    def bind(self, names):
        for name in names:
            self.actions[name] = lambda: self.done.append(name)  # expect: ASF310

    def launch(self, ports):
        for port in ports:
            address = ("127.0.0.1", port)

            def serve():
                print("listening on", address)  # expect: ASF310

            worker = threading.Thread(target=serve)
            worker.start()
            self.workers.append(worker)

    def press(self, name):
        self.actions[name]()

    def join(self):
        for worker in self.workers:
            worker.join()


def main():
    menu = Menu()
    menu.bind(["open", "save"])
    menu.launch([8001, 8002])
    partial(menu.press, "open")()
    menu.join()
    print(menu.done)


if __name__ == "__main__":
    main()
