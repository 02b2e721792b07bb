"""Who may do what: default deny, policy as data, one question for every path."""

from dataclasses import dataclass

OPERATIONS = (
    "feeds:read", "runs:read", "quarantine:read", "quarantine:release", "quarantine:reveal", "quarantine:repair", "quarantine:discard",
    "rules:read", "collect:request", "feeds:configure", "exams:search", "exams:read", "exam:void", "voids:read", "person:reveal",
    "report:original", "files:read", "sql:read", "status:read", "audit:read", "session:own",
    "lineage:read",
)  # fmt: skip

POLICY: dict[str, frozenset[str]] = {
    "engineer": frozenset({
        "session:own", "feeds:read", "runs:read", "quarantine:read", "quarantine:release", "quarantine:reveal", "quarantine:repair",
        "quarantine:discard", "voids:read", "rules:read", "collect:request", "feeds:configure", "status:read", "sql:read",
        "exams:search", "exams:read", "lineage:read",
    }),
    "it": frozenset({
        "session:own", "feeds:read", "runs:read", "quarantine:read", "quarantine:release", "quarantine:repair", "quarantine:discard",
        "rules:read", "collect:request", "feeds:configure", "status:read", "audit:read", "exam:void", "voids:read",
    }),
    "analyst": frozenset({"session:own", "exams:search", "exams:read", "sql:read", "rules:read"}),
    "clinician": frozenset({
        "session:own", "exams:search", "exams:read", "person:reveal", "report:original", "files:read",
        "exam:void", "voids:read",
    }),
    "scheduler": frozenset({"collect:request", "runs:read"}),  # another system's scheduling center; never a person
}  # fmt: skip


@dataclass(frozen=True)
class Principal:
    """Who asks: a person with a role, or a service (`service:<name>` with its own role)."""

    name: str
    display_name: str
    role: str

    @property
    def operations(self) -> list[str]:
        return sorted(POLICY.get(self.role, frozenset()))


@dataclass(frozen=True)
class Decision:
    allowed: bool
    reason: str


def allow(principal: Principal | None, operation: str, target: str) -> Decision:
    """Whether `principal` may do `operation` to `target` (kind:id). What no policy lists is refused.

    `target` does not decide yet: data rights by department, visit and VIP come with their own policy rows, not other call sites.
    """
    if operation not in OPERATIONS:
        raise ValueError(f"unknown operation {operation}")
    if principal is None:
        return Decision(False, "not logged in")
    if operation in POLICY.get(principal.role, frozenset()):
        return Decision(True, f"role {principal.role}")
    return Decision(False, f"role {principal.role} lacks {operation} on {target.partition(':')[0]}")
