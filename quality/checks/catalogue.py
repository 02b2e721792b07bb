"""All check kinds. Importing this module registers them; a new module of checks is named here."""

from quality.checks import general, names, numbers, phones, rows, text, times
from quality.checks.kinds import CONDITIONS, KINDS, Context, Hit, Kind, look

MODULES = (general, names, numbers, phones, rows, text, times)
__all__ = ["CONDITIONS", "KINDS", "MODULES", "Context", "Hit", "Kind", "look"]
