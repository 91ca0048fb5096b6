from functools import cache

from app.par import build_table

WORDS = ("robert", "rupert", "ashcraft", "tymczak")


@cache
def table():
    return build_table(WORDS)


def code(word):
    return table().get(word)
