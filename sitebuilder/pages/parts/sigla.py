"""By which letter and which edge does a reader know an account of an event?

Editors of texts that several witnesses hand down call such a mark a siglum.
"""

from __future__ import annotations

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.groups import Story
from sitebuilder.pages.parts.passages import label_of, letter
from sitebuilder.records.articles.withdrawn import AnyArticle, Withdrawn

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
    is_withdrawn: bool = False
    """Whether it is withdrawn, so that a notice is there."""


WITHDRAWN = "withdrawn"
"""What the column of a withdrawn account says."""


def sigla(story: Story) -> dict[str, Siglum]:
    """Return the mark of each account of an event that is compared or named by its questions, by the article's slug."""
    return {account.slug: _siglum(account, at) for at, account in enumerate((*story.columns, *story.answering))}


def _siglum(account: AnyArticle, at: int) -> Siglum:
    label = WITHDRAWN if isinstance(account, Withdrawn) else label_of(account)
    to = addresses.article_page(account.slug)
    return Siglum(letter(at), at % EDGES + 1, label, to, is_withdrawn=isinstance(account, Withdrawn))
