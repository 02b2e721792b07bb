"""The three exceptions of the line, named for what has to happen next. Bad rows are values, never exceptions.

Messages are safe to log: they name settings, sources, fields and counts, never a value read from a source.
"""


class LightboxError(Exception):
    """Base of our errors: `message` says what happened and `do` what a person should do about it."""

    def __init__(self, message: str, do: str = "") -> None:
        super().__init__(f"{message}. {do}" if do else message)
        self.message = message
        self.do = do


class Unreachable(LightboxError):
    """The other side did not answer: try again."""


class Misconfigured(LightboxError):
    """A person must change a setting, a key, a declaration or a right."""


class Refused(LightboxError):
    """The other side answered no: trying again unchanged will not help."""
