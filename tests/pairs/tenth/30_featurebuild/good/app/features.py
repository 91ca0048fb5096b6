class Feature:
    def __init__(self, name, column):
        self.name = name
        self.column = column


def compute(feature, rows):
    return [row[feature.column] for row in rows]


def lengths(rows):
    return [len(row) for row in rows]
