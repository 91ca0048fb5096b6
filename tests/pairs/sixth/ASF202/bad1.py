import threading


class TicketMachine:
    """Hands out consecutive numbers; a printer thread confirms them."""

    def __init__(self, printer, first=1):
        self.printer = printer
        self.next = first
        self.lock = threading.Lock()

    def draw(self):
        self.lock.acquire()  # expect: ASF202
        number = self.next
        self.printer.render(f"#{number:04d}")
        self.next = number + 1
        self.lock.release()
        return number

    def reset(self, text):
        self.lock.acquire()  # expect: ASF202
        first = int(text)
        try:
            self.next = first
        finally:
            self.lock.release()


class ConsolePrinter:
    def render(self, text):
        print(text)


def main():
    machine = TicketMachine(ConsolePrinter())
    workers = [threading.Thread(target=machine.draw) for _ in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    machine.reset("100")


if __name__ == "__main__":
    main()
