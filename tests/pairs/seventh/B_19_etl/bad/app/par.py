import multiprocessing


def soundex(word):
    return word[0].upper() + "".join(c for c in word[1:] if c not in "aeiouyhw")[:3]


def build_table(words):
    with multiprocessing.Pool(2) as pool:
        return dict(zip(words, pool.map(soundex, words)))
