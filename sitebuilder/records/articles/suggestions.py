"""Which entries are to be pasted for the quotations whose speaker is not recorded?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import commonprefix

from sitebuilder.formats.yaml_faults import quoted
from sitebuilder.ordering import grouped
from sitebuilder.records.articles.speakers import SPEAKER_KINDS, AttributedQuotation
from sitebuilder.words.quotations import Quotation
from sitebuilder.words.spans import Paragraphs, is_in_word

_FEW_WORDS = re.compile(r"(?:\S+ ){0,5}\S{1,12}")
"""How much of a quotation identifies it to a person: up to six words. Where the last is cut, it is made whole."""


def suggestion(attributed: Iterable[AttributedQuotation], paragraphs: Paragraphs) -> list[str]:
    """Return lines to be pasted into `quotations`: an entry for each quotation whose speaker is not recorded."""
    entries = list(attributed)
    first_words = _first_words([entry.quotation for entry in entries], paragraphs)
    return [
        line
        for entry in entries
        if entry.speaker is None
        for line in (
            f"  - paragraph: {entry.quotation.spans[0].paragraph}",
            f"    starts: {quoted(first_words[entry.quotation])}",
            "    speaker: (as the text names them)",
            f"    kind: ({' | '.join(SPEAKER_KINDS)})",
        )
    ]


def _first_words(speech: Iterable[Quotation], paragraphs: Paragraphs) -> dict[Quotation, str]:
    """Return the first words of each quotation: enough to tell it from the others of its paragraph."""
    first_words = {}
    by_paragraph = grouped((row.spans[0].paragraph, (row.spaced(paragraphs), row)) for row in speech)
    for rows in by_paragraph.values():
        rows.sort(key=lambda row: row[0])  # those that begin most alike are now side by side
        texts = ["", *(text for text, _ in rows), ""]
        for before, (text, quotation), after in zip(texts, rows, texts[2:], strict=False):
            alike = max(len(commonprefix([text, other])) for other in (before, after))
            first_words[quotation] = _cut(text, alike)
    return first_words


def _cut(text: str, alike: int) -> str:
    """Return the first words of a text, some of them past the place up to which another is alike."""
    few = _FEW_WORDS.match(text)
    least = max(alike + 1, few.end() if few else 0)
    ends = (at for at in range(least, len(text)) if text[at - 1] != " " and not is_in_word(text, at))
    return text[: next(ends, len(text))]
