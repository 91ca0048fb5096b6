"""Which of Python's protocols an object supports: with, for and await, each in its plain or its async form."""
