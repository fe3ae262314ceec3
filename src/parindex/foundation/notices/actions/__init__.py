"""Telling people, what they did with it, and the mails."""

from parindex.foundation.notices.actions.telling import tell, tell_all

__all__ = ["tell", "tell_all"]
