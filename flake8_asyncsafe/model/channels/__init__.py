"""Channels: queues, pipes, conditions and events, who uses which, and what the ends of a channel do."""
