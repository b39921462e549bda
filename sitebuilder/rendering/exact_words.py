"""Does a finished page hold the words of its articles, and what is to be done where it does not?"""

from __future__ import annotations

from sitebuilder.pages.parts.frame import Output, View
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.source_paths import TEMPLATES
from sitebuilder.text.differences import WITH_ARTICLE, differences, first_changed
from sitebuilder.text.finished.passages import first_missing
from sitebuilder.text.finished.seen import seen
from sitebuilder.text.finished.texts import (
    AS_PRINTED_CLASS,
    holds_lines,
    holds_text,
    read_heading,
    read_lines,
    read_page,
)
from sitebuilder.text.reading import joined


def changed_words(output: Output, view: View, html: str) -> list[Problem]:
    """Return what is wrong with the words of articles in a finished page: the first change, if there is any."""
    if not (view.exact_texts or view.exact_passages or view.exact_lines):
        return []
    page = seen(html)
    return (
        _changed_texts(view, page)
        or _changed_heading(view, page)
        or _lost_passages(view, page)
        or _changed_lines(output, view, page)
    )


def _changed_texts(view: View, page: str) -> list[Problem]:
    """Compare the articles' words in a finished page with what was read.

    The articles themselves are proven where they are read, so a difference is the template's.
    """
    if not view.exact_texts or (len(view.exact_texts) == 1 and holds_text(page, view.exact_texts[0].html)):
        return []
    reading, start = read_page(page), 0
    for text in view.exact_texts:
        ours = text.reading.shown
        end = start + len(ours) if text is not view.exact_texts[-1] else None
        if differing := differences(reading.shown[start:end], ours, WITH_ARTICLE):
            return [_changed(view, text.file, differing[0].says)]
        start += len(ours)
    alone = view.exact_texts[0].reading if len(view.exact_texts) == 1 else None
    around = joined([text.reading for text in view.exact_texts]).around
    if reading.around != around or (alone and reading != alone):
        return [_changed(view, view.exact_texts[0].file, "it has something other than its own paragraphs")]
    return []


def _changed_heading(view: View, page: str) -> list[Problem]:
    """Compare the headline, the byline and the like of a text as received in a finished page with what was read."""
    if not view.exact_texts or (not view.exact_heading and AS_PRINTED_CLASS not in page):
        return []
    changed = first_changed(read_heading(page), view.exact_heading, "text")
    if not changed:
        return []
    message = (
        f"changes, moves or leaves out the headline, byline or the like of {view.exact_texts[0].file}: {changed};"
        " print each alone in an element of class as-printed, in the order in which the page has them"
    )
    return [_fault(view, message)]


def _lost_passages(view: View, page: str) -> list[Problem]:
    """Look for the other words of articles in a finished page, which the view gives in the order of the page."""
    lost = first_missing(page, view.exact_passages)
    if lost is None:
        return []
    message = (
        f"changes, moves or leaves out words of an article: {shown(lost)};"
        " print each passage alone in an element, in the order in which the page has them"
    )
    return [_fault(view, message)]


def _changed_lines(output: Output, view: View, page: str) -> list[Problem]:
    """Compare the lines of a text as received in a finished page with those of the file."""
    if not view.exact_lines or holds_lines(page, view.exact_lines):
        return []
    changed = first_changed(read_lines(page), view.exact_lines, "line")
    if not changed:
        return []
    message = (
        f"changes the text of {output.made_from}: {changed};"
        " print each line as it is, in an element of its own in one of class as-received"
    )
    return [_fault(view, message)]


def _changed(view: View, file: str, what: str) -> Problem:
    message = f"changes the text of {file}: {what}; print only its html in an element of class e-content"
    return _fault(view, message)


def _fault(view: View, message: str) -> Problem:
    return problem(f"{TEMPLATES}/{view.template}", 0, "", message)
