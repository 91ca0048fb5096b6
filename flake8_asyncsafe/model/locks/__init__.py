"""Locks, and what is held where."""
