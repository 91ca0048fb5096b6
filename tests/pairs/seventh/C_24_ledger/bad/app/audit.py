def unexplained(marks, limit=5):
    """Cancel out the pairs that belong together, return what is left."""
    for mark in marks:
        if -mark in marks:
            marks.discard(-mark)  # expect: ASF802
    return sorted(marks)[:limit]


def spread_costs(steps):
    """A step may bring up further steps, which are visited in turn."""
    for step in steps:
        if step > 100:
            steps.append(step // 2)
    return sum(steps)


def first_negative(marks):
    for mark in marks:
        if mark < 0:
            marks.discard(mark)
            return mark
    return None
