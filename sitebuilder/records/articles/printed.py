"""What does the front matter hold of a text as received, and where is that repeated?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitebuilder.records.articles.front_matter import FrontMatter
from sitebuilder.words.spans import Paragraphs
from sitebuilder.words.unseen import legible

KEYS = {"headline": "title", "standfirst": "standfirst", "byline": "byline", "date": "date", "place": "place"}
"""The keys of `source` that name paragraphs, each with the key of the article that holds them."""

_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def typed_values(front: FrontMatter) -> dict[str, str]:
    """Return what the front matter holds of the text as received, by the keys of `source`; a date is not compared.

    It need not hold the characters that nobody sees, and they are left out.
    """
    title = None if front.title_is_supplied else front.title
    values = {"headline": title, "standfirst": front.standfirst, "byline": front.byline, "place": front.place}
    return {key: legible(value) for key, value in values.items() if value}


def on_one_line(text: str) -> str:
    """Return a paragraph as front matter can hold it: a line break, with the space around it, is one space.

    Characters that nobody sees are left out.
    """
    return _LINE_BREAK.sub(" ", legible(text)).strip()


def leading_title(title: str, text: Paragraphs) -> int:
    """Return of how many paragraphs a printed title consists with which a text begins, before it goes on; else 0.

    A headline of several lines is several paragraphs: the title joins them by spaces.
    """
    for count in range(1, len(text)):
        joined = " ".join(map(on_one_line, text[:count]))
        if joined == title:
            return count
        if not title.startswith(joined):
            return 0
    return 0


def written_numbers(numbers: Sequence[int]) -> str:
    """Return the numbers of paragraphs as a key of `source` has them."""
    return str(numbers[0]) if len(numbers) == 1 else f"[{', '.join(map(str, numbers))}]"
