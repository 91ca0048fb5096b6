_table = {}


def lookup(topic):
    return _table.get(topic)
