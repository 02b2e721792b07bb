"""Deterministic linking: which patient identities are one person, by equal tokens alone.

The answer is a function of the set of identities, not of the order in which they came. For the identities a batch touched, every
identity reachable through a shared strong token is read, and the whole component is decided anew: candidate pairs in a canonical order
(rule, then tokens), joined unless a veto holds for the two clusters. Order of decisions and vetoes follow dirty-data.md §5.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, func, select

from warehouse.identity.keymap import CHUNK
from warehouse.identity.schema import IDENTITY_TOKEN, LINK_RULE, PATIENT_IDENTITY

REACH = ("idno", "his_pid", "card", "phone")  # through these an identity can be the same person as another
PHONE_PEOPLE = 5  # PH-04: a phone on more names than this is a desk or an escort and links nobody
DEFAULT_RULES = (
    ("R1a", 10, "idno,name", "证件号相同且姓名相同"),
    ("R1b", 11, "idno,pinyin", "证件号相同且姓名拼音相同"),
    ("R1c", 12, "idno,name2,birth", "证件号相同且姓名前两字、出生日期相同"),
    ("R2a", 20, "his_pid,name", "院内患者号相同且姓名相同"),
    ("R2b", 21, "his_pid,pinyin", "院内患者号相同且姓名拼音相同"),
    ("R2c", 22, "his_pid,birth", "院内患者号相同且出生日期相同"),
    ("R3", 30, "card,name,birth", "卡号、姓名、出生日期都相同"),
    ("R4", 40, "name,sex,birth,phone", "姓名、性别、出生日期、电话都相同"),
)


@dataclass
class Member:
    """One identity as linking sees it. `mark` is its patient token: an order that does not depend on arrival."""

    identity_id: int
    mark: str
    newborn: bool
    person_id: int | None
    tokens: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class _Cluster:
    members: list[int]
    numbers: set[str]
    newborn_names: set[str]


def component(connection: Connection, touched: Iterable[int]) -> dict[int, Member]:
    """The touched identities and all that are reachable from them through shared strong tokens."""
    known: dict[int, Member] = {}
    frontier = set(touched)
    asked: set[tuple[str, str]] = set()
    while frontier:
        members = _read(connection, sorted(frontier))
        known.update(members)
        strong: dict[str, set[str]] = defaultdict(set)
        for member in members.values():
            for kind in REACH:
                strong[kind].update(t for t in member.tokens.get(kind, ()) if (kind, t) not in asked)
        frontier = set()
        for kind, tokens in strong.items():
            asked.update((kind, token) for token in tokens)
            usable = tokens - _crowded(connection, tokens) if kind == "phone" else tokens
            frontier |= _holders(connection, kind, sorted(usable)) - known.keys()
    return known


def _read(connection: Connection, ids: Sequence[int]) -> dict[int, Member]:
    members: dict[int, Member] = {}
    tokens: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    p = PATIENT_IDENTITY.c
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        query = select(p.identity_id, p.patient_token, p.newborn, p.person_id).where(p.identity_id.in_(part))
        for row in connection.execute(query):
            members[row.identity_id] = Member(row.identity_id, row.patient_token, bool(row.newborn), row.person_id)
        t = IDENTITY_TOKEN.c
        for row in connection.execute(select(t.identity_id, t.kind, t.token).where(t.identity_id.in_(part))):
            tokens[row.identity_id][row.kind].append(row.token)
    for identity_id, member in members.items():
        member.tokens = {kind: tuple(sorted(values)) for kind, values in tokens[identity_id].items()}
    return members


def _holders(connection: Connection, kind: str, tokens: Sequence[str]) -> set[int]:
    found: set[int] = set()
    t = IDENTITY_TOKEN.c
    for start in range(0, len(tokens), CHUNK):
        where = and_(t.kind == kind, t.token.in_(tokens[start : start + CHUNK]))
        found.update(row.identity_id for row in connection.execute(select(t.identity_id).where(where)))
    return found


def _crowded(connection: Connection, phones: set[str]) -> set[str]:
    """Phones that stand beside more than PHONE_PEOPLE different names."""
    crowded: set[str] = set()
    phone, name = IDENTITY_TOKEN.alias("phone"), IDENTITY_TOKEN.alias("name")
    ordered = sorted(phones)
    for start in range(0, len(ordered), CHUNK):
        query = (
            select(phone.c.token)
            .join(name, and_(name.c.identity_id == phone.c.identity_id, name.c.kind == "name"))
            .where(phone.c.kind == "phone", phone.c.token.in_(ordered[start : start + CHUNK]))
            .group_by(phone.c.token)
            .having(func.count(func.distinct(name.c.token)) > PHONE_PEOPLE)
        )
        crowded.update(row.token for row in connection.execute(query))
    return crowded


def rules(connection: Connection) -> list[tuple[str, tuple[str, ...]]]:
    """Enabled rules in their order: (rule id, token kinds that must be equal)."""
    query = select(LINK_RULE.c.rule_id, LINK_RULE.c["keys"]).where(LINK_RULE.c.enabled).order_by(LINK_RULE.c.position)
    return [(row[0], tuple(row[1].split(","))) for row in connection.execute(query)]


def partition(members: dict[int, Member], ordered_rules: Sequence[tuple[str, tuple[str, ...]]]) -> list[list[int]]:
    """Split identities into persons. A pure function of the members' tokens and marks."""
    clusters = {i: _Cluster([i], set(m.tokens.get("idno", ())), _newborn_names(m)) for i, m in members.items()}
    belongs = {i: i for i in members}
    crowded = _crowded_among(members)
    for _, kinds in ordered_rules:
        for group in _groups(members, kinds, crowded):
            for position, identity in enumerate(group):
                for earlier in group[:position]:
                    a, b = belongs[earlier], belongs[identity]
                    if a != b and _may_join(clusters[a], clusters[b]):
                        _join(clusters, belongs, a, b)
                        break
    return [sorted(cluster.members) for cluster in clusters.values()]


def _newborn_names(member: Member) -> set[str]:
    return set(member.tokens.get("name", member.tokens.get("name_u", ()))) if member.newborn else set()


def _crowded_among(members: dict[int, Member]) -> set[str]:
    names: dict[str, set[str]] = defaultdict(set)
    for member in members.values():
        for phone in member.tokens.get("phone", ()):
            names[phone].update(member.tokens.get("name", ()))
    return {phone for phone, people in names.items() if len(people) > PHONE_PEOPLE}


def _groups(members: dict[int, Member], kinds: tuple[str, ...], crowded: set[str]) -> list[list[int]]:
    """Identities with equal tokens of all kinds, each group and the list of groups in canonical order."""
    grouped: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for identity, member in members.items():
        if all(kind in member.tokens for kind in kinds):
            for key in _keys(member, kinds):
                if "phone" not in kinds or not crowded.intersection(key):
                    grouped[key].append(identity)
    return [sorted(grouped[key], key=lambda i: members[i].mark) for key in sorted(grouped) if len(grouped[key]) > 1]


def _keys(member: Member, kinds: tuple[str, ...]) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [()]
    for kind in kinds:
        keys = [(*key, token) for key in keys for token in member.tokens[kind]]
    return keys


def _may_join(a: _Cluster, b: _Cluster) -> bool:
    """LK-01, LK-07: two verified numbers are two people. LK-02, LK-06: newborns of different names are two people."""
    if a.numbers and b.numbers and a.numbers != b.numbers:
        return False
    return not (a.newborn_names and b.newborn_names and a.newborn_names != b.newborn_names)


def _join(clusters: dict[int, _Cluster], belongs: dict[int, int], a: int, b: int) -> None:
    keep, gone = (a, b) if len(clusters[a].members) >= len(clusters[b].members) else (b, a)
    absorbed = clusters.pop(gone)
    clusters[keep].members += absorbed.members
    clusters[keep].numbers |= absorbed.numbers
    clusters[keep].newborn_names |= absorbed.newborn_names
    for identity in absorbed.members:
        belongs[identity] = keep


def assign(clusters: Sequence[Sequence[int]], members: dict[int, Member]) -> tuple[dict[int, int], list[Sequence[int]]]:
    """Person of each identity, keeping numbers: the smallest person a cluster holds and nobody before it took.

    Returns the assignments and the clusters that need a new person.
    """
    taken: set[int] = set()
    assigned: dict[int, int] = {}
    without: list[Sequence[int]] = []
    for cluster in sorted(clusters, key=min):
        held = sorted({p for i in cluster if (p := members[i].person_id) is not None} - taken)
        if held:
            taken.add(held[0])
            assigned.update(dict.fromkeys(cluster, held[0]))
        else:
            without.append(cluster)
    return assigned, without
