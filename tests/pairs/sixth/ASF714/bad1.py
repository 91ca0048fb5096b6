"""Prime factors of the numbers on the command line."""
import multiprocessing
import sys


def factors(number):
    found = []
    divisor = 2
    while number > 1:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += 1
    return found


def show(number, result):
    print(number, "=", " * ".join(map(str, result)))


numbers = [int(arg) for arg in sys.argv[1:]]
with multiprocessing.Pool(4) as pool:  # expect: ASF714
    results = pool.map(factors, numbers)

for number, result in zip(numbers, results):
    show(number, result)
