"""Aliasing and mutability (ASF8xx)."""
