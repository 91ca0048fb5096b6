"""A flake8 plugin that lowers each file into a concurrency model and asks it for defects."""

__version__ = "0.1.0"
