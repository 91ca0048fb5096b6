"""Channels and condition variables: which object it is, who waits, who sends, and how it ends."""
