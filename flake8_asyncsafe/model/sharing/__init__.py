"""Sharing: which accesses of shared state belong together, which lock guards what, and who races with whom."""
