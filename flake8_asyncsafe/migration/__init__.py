"""Moving a project from flake8-async and ruff's ASYNC rules: comments, configuration, a table of codes."""
