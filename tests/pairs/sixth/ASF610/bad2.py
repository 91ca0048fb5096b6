from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection


class Simulation:
    def __init__(self, steps: int) -> None:
        self.steps = steps
        self._receiver, self._sender = Pipe(duplex=False)
        self._process = Process(target=simulate, args=(steps, self._sender))

    def __enter__(self) -> "Simulation":
        self._process.start()
        self._sender.close()
        return self

    def __exit__(self, *exc) -> None:
        self._receiver.close()

    def history(self) -> list[list[float]]:
        self._process.join()  # expect: ASF610
        return self._receiver.recv()


def simulate(steps: int, out: Connection) -> None:
    state = [0.0] * 4096
    history = []
    for step in range(steps):
        state = [x + step * 0.5 for x in state]
        history.append(list(state))
    out.send(history)
    out.close()


def main() -> None:
    with Simulation(500) as simulation:
        rows = simulation.history()
    print(len(rows), rows[-1][:3])


if __name__ == "__main__":
    main()
