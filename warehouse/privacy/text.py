"""Free text without identifiers, for the analytic store. The original stays sealed in the archive.

In order: values known to belong to the row's own people, things with a shape or a label, other people's names. Anatomy, eponyms and
measures stay. What is taken out leaves a typed tag ([姓名], [电话], [日期 2023-05]), never a blank that changes the meaning.
"""

from warehouse.privacy import known, names, patterns
from warehouse.privacy.known import Own
from warehouse.privacy.spans import plain, replace

__all__ = ["Own", "clean"]
NOBODY = Own()


def clean(text: str, own: Own = NOBODY) -> str:
    """`text` with every identifier that is found replaced by its tag. Plain text in, plain text out (HTML is read before)."""
    if not text:
        return text
    searched = plain(text)
    return replace(text, [*known.find(searched, own), *patterns.find(searched), *names.find(searched)])
