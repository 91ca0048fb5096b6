"""Scores of candidate molecules, computed by a pool of processes."""
import threading
from concurrent.futures import ProcessPoolExecutor


def score(molecule, weights):
    return sum(weights.get(atom, 0) for atom in molecule)


def score_into(molecule, table, lock):
    value = score(molecule, {"C": 1})
    with lock:
        table[molecule] = value
    return value


class Screening:
    def __init__(self, weights):
        self.weights = weights

    def best(self, molecules, count):
        with ProcessPoolExecutor() as pool:
            scores = pool.map(lambda m: score(m, self.weights), molecules)  # expect: ASF707
            ranked = sorted(zip(scores, molecules), reverse=True)
        return ranked[:count]

    def tabulate(self, molecules):
        lock = threading.Lock()
        with ProcessPoolExecutor() as pool:
            futures = [
                pool.submit(score_into, molecule, {}, lock)  # expect: ASF707
                for molecule in molecules
            ]
            return [future.result() for future in futures]


if __name__ == "__main__":
    print(Screening({"C": 12, "H": 1}).best(["CH", "CC", "HH"], 2))
