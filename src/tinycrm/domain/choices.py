"""The fixed lists of words that fields choose from; the tables, the forms and the filters agree."""

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
