"""What the library says about something, and where something is used."""

from briefwright.searching.ranking import Found, Library, Match

__all__ = ["Found", "Library", "Match"]
