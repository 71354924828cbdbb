"""The kinds of failure that a person can meet, each with its exit code and its remedy.

Every error that reaches a person is one of these: a sentence that says what happened and to
what, and a second one that says what to do about it.
"""


class CrmError(Exception):
    """Something could not be done.

    `message` says what happened, to what; `remedy` says what to do, and may be empty.
    """

    exit_code = 1
    kind = "failed"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(CrmError):
    """The request itself is malformed: an unknown option, filter key or field."""

    exit_code = 2
    kind = "usage"


class NotFoundError(CrmError):
    """No record answers to the reference."""

    exit_code = 3
    kind = "not_found"


class AmbiguousError(CrmError):
    """Several records answer to the reference.

    `candidates` holds (reference, label) pairs for the person to choose from.
    """

    exit_code = 4
    kind = "ambiguous"

    def __init__(
        self, message: str, remedy: str = "", candidates: list[tuple[str, str]] | None = None
    ) -> None:
        super().__init__(message, remedy)
        self.candidates = candidates or []


class InvalidError(CrmError):
    """A value is not acceptable: a date that does not exist, an empty name.

    `field` names the field that the value was meant for, where there is one.
    """

    exit_code = 5
    kind = "invalid"

    def __init__(self, message: str, remedy: str = "", field: str = "") -> None:
        super().__init__(message, remedy)
        self.field = field


class ConflictError(CrmError):
    """The change collides with something: a duplicate, or a later edit by somebody else."""

    exit_code = 6
    kind = "conflict"


class DatabaseError(CrmError):
    """The database cannot be used: locked, damaged, not ours, or made by a newer version."""

    exit_code = 7
    kind = "database"
