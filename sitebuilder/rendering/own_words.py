"""In which language are the archive's own words, where that is not the language of the interface?"""

from __future__ import annotations

from markupsafe import Markup

from sitebuilder.pages.parts.frame import Frame
from sitebuilder.words.languages import INTERFACE


class OwnWords:
    """What templates call as `own`: one for all pages, so that macros need not be made anew for each.

    Style sheets tell them by `data-own` from the words of articles, which are set in another type face.
    """

    def __init__(self) -> None:
        """Begin with no page."""
        self.attributes = Markup()

    def begin(self, frame: Frame) -> None:
        """Mark words on a page that has this around it."""
        language = frame.site.language
        marks = Markup(' lang="{}" dir="{}" data-own').format(language, frame.direction)
        self.attributes = Markup() if language == INTERFACE else marks

    def __call__(self) -> Markup:
        """Return the attributes of an element whose words are the archive's own: none in the interface's language."""
        return self.attributes
