"""Words of reports that look like the beginning of a name, or lie across one: where such a word stands, no name is guessed.

They matter because a surname is an ordinary character too: 高血压, 黄疸, 周围, 于, 门诊, 主管医生. Only guesses yield to them; what is
known to belong to the patient is removed anyway.
"""

from warehouse.privacy.lexicon import terms

CLINICAL = frozenset(terms("clinical"))
LONGEST = max(map(len, CLINICAL))


def covers(text: str, at: int) -> bool:
    """Whether one of the words stands on position `at` of `text`."""
    for start in range(max(0, at - LONGEST + 1), at + 1):
        for end in range(max(start + 2, at + 1), min(len(text), start + LONGEST) + 1):
            if text[start:end] in CLINICAL:
                return True
    return False


def starts(text: str, at: int) -> bool:
    """Whether one of the words begins at position `at`."""
    return any(text[at:end] in CLINICAL for end in range(at + 2, min(len(text), at + LONGEST) + 1))


def crosses(text: str, start: int, end: int) -> bool:
    """Whether words lie across both borders of text[start:end], as 提高 and 明显 do in 提(高明)显: then no name stands there."""
    left = any(text[s:e] in CLINICAL for s in range(max(0, start - LONGEST + 1), start) for e in range(start + 1, end + 1))
    right = any(text[s:e] in CLINICAL for s in range(start, end) for e in range(end + 1, min(len(text), end + LONGEST) + 1))
    return left and right
