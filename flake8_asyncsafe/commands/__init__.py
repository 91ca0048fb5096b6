"""What the ``flake8-asyncsafe`` command does: one module for each command."""
