"""The fixed lists of words that fields choose from; the tables, the forms and the filters agree."""

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError

LIFECYCLES = (
    "subscriber",
    "lead",
    "qualified",
    "opportunity",
    "customer",
    "advocate",
    "former",
    "other",
)
"""How far a person has come, from a name on a list to somebody who recommends us."""

ACTIVITY_KINDS = ("note", "call", "email", "meeting", "message", "visit")
PRIORITIES = ("low", "normal", "high")
YES = ("yes", "y", "true", "1", "on")
NO = ("no", "n", "false", "0", "off")


def yes_or_no(text: str, field: str = "") -> bool:
    """Whether a text says yes, in one of the usual words; raises InvalidError for others."""
    word = text.strip().casefold()
    if word not in YES + NO:
        raise InvalidError(f"{quote_value(text)} is neither yes nor no.", "Give yes or no.", field)
    return word in YES
