"""A document as it is read aloud: no notes, no addresses, and figures and signs in words.

``speak`` goes over the tree (`speech.py`), `figures.py` says amounts, shares, ranges and days as CLDR has them in each
language, `signs.py` says abbreviations and signs by the table in `words.py`.
"""

from briefwright.compose.speaking.speech import say, speak

__all__ = ["say", "speak"]
