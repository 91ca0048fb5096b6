"""Send and Sync: what may go to another thread, and what several threads may use at a time."""
