"""What linking must look at: everything that could be one person with the identities a batch touched, and nothing else.

From each identity the strong tokens lead to those that hold them too; of these the ones that share a whole key of a rule belong to the
component, and so do all identities that point to the same person now.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, select

from warehouse.identity.linking import PEOPLE, STRONG, Key, Member, Rule
from warehouse.identity.schema import IDENTITY_TOKEN, LINK_RULE, PATIENT_IDENTITY, WEAK_TOKEN
from warehouse.identity.sql import insert_missing
from warehouse.portions import chunks

LINKING = (*STRONG, "name", "name_u", "pinyin", "birth", "sex", "cut")


def enabled_rules(connection: Connection) -> list[Rule]:
    """The rules in their order."""
    query = select(LINK_RULE.c.rule_id, LINK_RULE.c["keys"]).where(LINK_RULE.c.enabled).order_by(LINK_RULE.c.position)
    return [Rule.parse(row[0], row[1]) for row in connection.execute(query)]


class Component:
    """Identities reachable from those that were touched. After `grow`: `members`, and the `weak` tokens among theirs."""

    def __init__(self, connection: Connection, rules: Sequence[Rule]) -> None:
        self._connection = connection
        self._rules = rules
        self._loaded: dict[int, Member] = {}
        self._by_key: dict[Rule, dict[Key, list[int]]] = {rule: defaultdict(list) for rule in rules}
        self._asked: set[tuple[str, str]] = set()
        self._persons: set[int] = set()
        self._inside: set[int] = set()
        self.weak: set[str] = set()

    @property
    def members(self) -> dict[int, Member]:
        return {i: self._loaded[i] for i in self._inside}

    def grow(self, touched: Iterable[int]) -> None:
        frontier = set(touched)
        while frontier:
            self._inside |= frontier
            self._load(frontier)
            frontier &= self._loaded.keys()
            self._inside &= self._loaded.keys()
            crowded = self._ask(frontier)
            frontier = (self._mates(frontier) | self._same_person(frontier) | crowded) - self._inside

    def _load(self, ids: Iterable[int]) -> None:
        wanted = sorted(set(ids) - self._loaded.keys())
        p, t = PATIENT_IDENTITY.c, IDENTITY_TOKEN.c
        fresh: dict[int, Member] = {}
        tokens: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for part in chunks(wanted):
            query = select(p.identity_id, p.patient_token, p.newborn, p.id_type, p.person_id).where(p.identity_id.in_(part))
            for identity_id, mark, newborn, id_type, person_id in self._connection.execute(query):
                fresh[identity_id] = Member(identity_id, mark, bool(newborn), id_type, person_id)
            query = select(t.identity_id, t.kind, t.token).where(t.identity_id.in_(part), t.kind.in_(LINKING))
            for identity_id, kind, token in self._connection.execute(query):
                tokens[identity_id][kind].append(token)
        for identity_id, member in fresh.items():
            member.tokens = {kind: tuple(values) for kind, values in tokens[identity_id].items()}
            for rule in self._rules:
                for key in member.keys(rule):
                    self._by_key[rule][key].append(identity_id)
        self._loaded.update(fresh)

    def _ask(self, frontier: set[int]) -> set[int]:
        """Load every holder of the frontier's strong tokens. Returns the holders of tokens that turn out to be weak just now."""
        crowded: set[int] = set()
        for kind in STRONG:
            tokens = {t for i in frontier for t in self._loaded[i].tokens.get(kind, ()) if (kind, t) not in self._asked}
            self._asked.update((kind, token) for token in tokens)
            known_weak = self._known_weak(kind, tokens)
            self.weak |= known_weak
            holders = self._holders(kind, sorted(tokens - known_weak))
            self._load(i for ids in holders.values() for i in ids)
            weak = [token for token, ids in holders.items() if self._names(ids) > PEOPLE]
            insert_missing(self._connection, WEAK_TOKEN, [{"kind": kind, "token": token} for token in weak])
            self.weak.update(weak)
            crowded.update(i for token in weak for i in holders[token])
        return crowded

    def _names(self, ids: Iterable[int]) -> int:
        return len({name for i in ids for name in self._loaded[i].tokens.get("name", ())})

    def _known_weak(self, kind: str, tokens: Iterable[str]) -> set[str]:
        w = WEAK_TOKEN.c
        found: set[str] = set()
        for part in chunks(sorted(tokens)):
            found.update(self._connection.execute(select(w.token).where(w.kind == kind, w.token.in_(part))).scalars())
        return found

    def _holders(self, kind: str, tokens: Sequence[str]) -> dict[str, list[int]]:
        t = IDENTITY_TOKEN.c
        found: dict[str, list[int]] = defaultdict(list)
        for part in chunks(tokens):
            for token, identity_id in self._connection.execute(
                select(t.token, t.identity_id).where(and_(t.kind == kind, t.token.in_(part)))
            ):
                found[token].append(identity_id)
        return found

    def _mates(self, frontier: set[int]) -> set[int]:
        """Those that share a whole key of a rule with the frontier."""
        mates: set[int] = set()
        for rule in self._rules:
            by_key = self._by_key[rule]
            for key in {key for i in frontier for key in self._loaded[i].keys(rule)}:
                if len(by_key[key]) > 1 and self.weak.isdisjoint(key):
                    mates.update(by_key[key])
        return mates

    def _same_person(self, frontier: set[int]) -> set[int]:
        p = PATIENT_IDENTITY.c
        persons = {person for i in frontier if (person := self._loaded[i].person_id) is not None} - self._persons
        self._persons |= persons
        found: set[int] = set()
        for part in chunks(sorted(persons)):
            found.update(self._connection.execute(select(p.identity_id).where(p.person_id.in_(part))).scalars())
        return found
