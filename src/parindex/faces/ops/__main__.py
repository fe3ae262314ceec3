"""python -m parindex.faces.ops: the same as the parindex command."""

from __future__ import annotations

import sys

from parindex.faces.ops.main import main

sys.exit(main())
