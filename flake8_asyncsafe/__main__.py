"""``python -m flake8_asyncsafe`` is the ``flake8-asyncsafe`` command."""

import sys

from flake8_asyncsafe.cli import main

sys.exit(main())
