"""Loops that may go round for ever without letting others run."""
