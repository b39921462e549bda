"""By which letter and which edge does a reader know an account of an event?

Editors of texts that several witnesses hand down call such a mark a siglum.
"""

from __future__ import annotations

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.groups import Story
from sitebuilder.pages.parts.passages import label_of, letter

EDGES = 12
"""How many edges there are; past them they repeat, and only the letter tells accounts apart."""


class Siglum(Struct, frozen=True):
    """The mark of an account on every page of its event."""

    letter: str
    """Its letter, by its place among the accounts."""
    edge: int
    """The number of the edge, from 1, that is drawn along its words."""
    label: str
    """What the account is called."""
    to: Address
    """Its article."""


def sigla(story: Story) -> dict[str, Siglum]:
    """Return the mark of each account of an event that is compared or named by its questions, by the article's slug."""
    return {
        article.slug: Siglum(letter(at), at % EDGES + 1, label_of(article), addresses.article_page(article.slug))
        for at, article in enumerate((*story.articles, *story.answering))
    }
