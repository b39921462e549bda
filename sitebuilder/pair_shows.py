"""What does the page show that sets two accounts beside each other, as one value?"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitebuilder.shows import Entry, Frame, Link
from sitebuilder.story_shows import Passage


@dataclass(frozen=True, slots=True)
class Answering:
    """What another account has beside a stretch of this one."""

    id: str
    """Its fragment."""
    beside: str | None
    """Which paragraph of ours it stands beside, in words, where the stretch has several."""
    question: Link | None
    """The question that the stretch answers; None for shared wording."""
    relation: str | None
    """How the two accounts stand to each other on it; None where other accounts answer it too, or only one does."""
    passages: tuple[Passage, ...]
    """The other account's words; none where nothing is recorded from it."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of an account's text: a paragraph, or a list, a quotation, a table and the like as a whole."""

    html: Markup
    """The stretch, its words marked."""
    answering: tuple[Answering, ...]
    """What the other account has beside it, paragraph by paragraph."""
    nothing: str | None
    """The paragraphs in it that nothing is recorded beside, in words."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts that stand side by side, whole."""

    entry: Entry
    """The article."""
    label: str
    """How the account is called."""
    unknown: tuple[str, ...]
    """What its source does not give, by name."""
    id: str
    """The fragment of its heading: no slug, which the page's own fragments might have taken."""
    parts: tuple[TextPart, ...]
    """Its text, in its own order."""
    footnotes: Markup
    """The footnotes that stand after the text, or nothing."""


@dataclass(frozen=True, slots=True)
class PairShows:
    """What the page shows on which two accounts stand side by side."""

    frame: Frame
    """What stands around it."""
    story: Link
    """The event."""
    title_is_supplied: bool
    """Whether a person gave the event its title."""
    order_is_unknown: bool
    """Whether one of them has no date, so that nobody can say which came earlier."""
    sides: tuple[Side, Side]
    """The two accounts, by slug."""
    ties: tuple[str, ...]
    """How many questions both answer and how many runs of words they share, in words."""
