"""What may happen to assignments."""

from __future__ import annotations
