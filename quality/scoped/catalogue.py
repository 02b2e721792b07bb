"""All scoped kinds, and the rules that use them on a feed. Importing this module registers the kinds."""

from quality.scoped import checks
from quality.scoped.kinds import FACTS, SCOPED, ScopedKind

MODULES = (checks,)
__all__ = ["FACTS", "MODULES", "SCOPED", "ScopedKind"]
