"""Rules about channels and condition variables."""
