"""Deterministic linking: which patient identities are one person, decided on tokens alone.

The answer is a function of the set of identities, never of the order in which they came. Rules are applied from the strongest to the
weakest. At each rule the clusters that share a key of it form groups; a group becomes one cluster unless a veto holds anywhere in it.
A group with a veto is left as it is, whole: which of its members belong together would be a guess. Order of the rules and vetoes follow
dirty-data.md §5.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from warehouse.errors import Misconfigured

STRONG = ("idno", "his_pid", "card", "phone", "merge")  # every rule needs one: through these alone are other identities reached
PLAIN = (*STRONG, "name", "pinyin", "birth", "sex")
CUT = "cut"  # the name, or a long name that begins with it: a column too narrow for the name cut it (NM-09)
UNNAMED = "unnamed"  # all but one of the clusters have no verified name: linkage by number only (CS-05)
PEOPLE = 5  # PH-04: a token on more different names than this is a desk, an escort or a placeholder and links nobody

# Equal numbers with different names link nobody (ID-09: a parent's number used for a child).
DEFAULT_RULES = (
    ("R0", 5, "merge", "来源系统已合并的患者号"),
    ("R1a", 10, "idno,name", "证件号相同且姓名相同"),
    ("R1b", 11, "idno,pinyin", "证件号相同且姓名拼音相同"),
    ("R1c", 12, "idno,cut", "证件号相同且一方姓名为另一方被截断的前段"),
    ("R1d", 13, "idno,birth,sex,unnamed", "证件号、出生日期、性别相同,一方姓名未核实"),
    ("R2a", 20, "his_pid,name", "院内患者号相同且姓名相同"),
    ("R2b", 21, "his_pid,pinyin", "院内患者号相同且姓名拼音相同"),
    ("R2c", 22, "his_pid,birth", "院内患者号相同且出生日期相同"),
    ("R3", 30, "card,name,birth", "卡号、姓名、出生日期都相同"),
    ("R4", 40, "name,sex,birth,phone", "姓名、性别、出生日期、电话都相同"),
)

Key = tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One way to be the same person: everything in `kinds` is equal."""

    rule_id: str
    kinds: tuple[str, ...]

    @classmethod
    def parse(cls, rule_id: str, keys: str) -> "Rule":
        """Misconfigured: unknown words, or no strong token among them."""
        kinds = tuple(word.strip() for word in keys.split(","))
        if not set(kinds) <= {*PLAIN, CUT, UNNAMED} or not set(kinds) & set(STRONG):
            raise Misconfigured(f"link rule {rule_id} does not name known tokens, one of {', '.join(STRONG)} among them")
        return cls(rule_id, kinds)


@dataclass
class Member:
    """One identity as linking sees it. `mark` (its patient token) orders identities independently of arrival."""

    identity_id: int
    mark: str
    newborn: bool = False
    id_type: str | None = None
    person_id: int | None = None
    tokens: dict[str, tuple[str, ...]] = field(default_factory=lambda: {})

    def __post_init__(self) -> None:
        self._keys: dict[Rule, list[Key]] = {}

    def keys(self, rule: Rule) -> list[Key]:
        """The keys under which a rule may join it to others; none when it lacks what the rule needs."""
        if rule not in self._keys:
            self._keys[rule] = list(dict.fromkeys(self._make_keys(rule)))
        return self._keys[rule]

    def _make_keys(self, rule: Rule) -> Iterator[Key]:
        if self.newborn and (CUT in rule.kinds or UNNAMED in rule.kinds):
            return
        lists = [self._values(kind) for kind in rule.kinds if kind != UNNAMED]
        yield from product(*lists)

    def _values(self, kind: str) -> tuple[str, ...]:
        if kind == CUT:
            return (*self.tokens.get("name", ()), *self.tokens.get("cut", ()))
        return self.tokens.get(kind, ())


@dataclass
class _Cluster:
    """What the vetoes look at, summed up over the members."""

    members: list[int]
    numbers: set[tuple[str, str]]
    newborn_names: set[str]
    births: set[str]
    newborn: bool
    named: bool

    @classmethod
    def of(cls, member: Member) -> "_Cluster":
        tokens = member.tokens
        return cls(
            [member.identity_id],
            {(member.id_type or "", token) for token in tokens.get("idno", ())},
            set(tokens.get("name", tokens.get("name_u", ()))) if member.newborn else set(),
            set(tokens.get("birth", ())),
            member.newborn,
            "name" in tokens,
        )

    @classmethod
    def union(cls, parts: Sequence["_Cluster"]) -> "_Cluster":
        return cls(
            [i for part in parts for i in part.members],
            set[tuple[str, str]]().union(*(part.numbers for part in parts)),
            set[str]().union(*(part.newborn_names for part in parts)),
            set[str]().union(*(part.births for part in parts)),
            any(part.newborn for part in parts),
            any(part.named for part in parts),
        )

    def vetoed(self) -> bool:
        """LK-01, LK-07: two verified numbers of one type. LK-02: newborns of different names. LK-06: a newborn and another birth."""
        types = [kind for kind, _ in self.numbers]
        return len(types) != len(set(types)) or len(self.newborn_names) > 1 or (self.newborn and len(self.births) > 1)


@dataclass(frozen=True)
class Partition:
    """`clusters`: identity ids, one list a person. `joined_by`: the first rule that joined an identity to another."""

    clusters: list[list[int]]
    joined_by: dict[int, str]


def partition(members: Mapping[int, Member], rules: Sequence[Rule], weak: frozenset[str] | set[str] = frozenset()) -> Partition:
    """Split identities into persons: a pure function of what the members hold. `weak`: tokens that link nobody."""
    clusters = {i: _Cluster.of(member) for i, member in members.items()}
    belongs = {i: i for i in members}
    joined_by: dict[int, str] = {}
    for rule in rules:
        holders = _holders(members, rule, weak)
        groups = _connected({belongs[i] for i in ids} for ids in holders)
        for group in groups:
            parts = [clusters[root] for root in group]
            union = _Cluster.union(parts)
            if union.vetoed() or (UNNAMED in rule.kinds and sum(part.named for part in parts) > 1):
                continue
            for root in group[1:]:
                del clusters[root]
            clusters[group[0]] = union
            for identity in union.members:
                belongs[identity] = group[0]
                joined_by.setdefault(identity, rule.rule_id)
    return Partition([sorted(cluster.members) for cluster in clusters.values()], joined_by)


def _holders(members: Mapping[int, Member], rule: Rule, weak: frozenset[str] | set[str]) -> list[list[int]]:
    """Identities by key of the rule. Names cut short count only beside the whole name they are a part of."""
    by_key: dict[Key, list[int]] = defaultdict(list)
    for identity, member in members.items():
        for key in member.keys(rule):
            by_key[key].append(identity)
    shared = {key: ids for key, ids in by_key.items() if len(ids) > 1 and weak.isdisjoint(key)}
    if CUT in rule.kinds:
        return [ids for key, ids in shared.items() if any(name in key for i in ids for name in members[i].tokens.get("name", ()))]
    return list(shared.values())


def _connected(sets: Iterable[set[int]]) -> list[list[int]]:
    """Groups of what shares a set, each of at least two."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    for group in sets:
        first, *rest = group
        for node in rest:
            parent[root(node)] = root(first)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in parent:
        groups[root(node)].append(node)
    return [sorted(group) for group in groups.values() if len(group) > 1]


def assign(clusters: Sequence[Sequence[int]], person_of: Callable[[int], int | None]) -> tuple[dict[int, int], list[Sequence[int]]]:
    """Person of each identity, keeping numbers where it can: (assignments, clusters that need a new person).

    Of clusters that merge the smallest person survives. Of a person that falls apart the largest part keeps the number.
    """
    held: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))  # person → position of cluster → members
    for position, cluster in enumerate(clusters):
        for identity in cluster:
            person = person_of(identity)
            if person is not None:
                held[person][position] += 1
    keeps: dict[int, int] = {}
    for person in sorted(held):
        free = [(-count, min(clusters[position]), position) for position, count in held[person].items() if position not in keeps]
        if free:
            keeps[min(free)[2]] = person
    assigned = {i: keeps[position] for position, cluster in enumerate(clusters) if position in keeps for i in cluster}
    return assigned, sorted((c for position, c in enumerate(clusters) if position not in keeps), key=min)
