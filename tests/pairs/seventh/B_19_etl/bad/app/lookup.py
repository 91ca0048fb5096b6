from app.par import build_table

WORDS = ("robert", "rupert", "ashcraft", "tymczak")
TABLE = build_table(WORDS)  # expect: ASF714


def code(word):
    return TABLE.get(word)
