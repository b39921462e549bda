"""Which accounts does a note name in braces, and which of their words does it quote?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from sitebuilder.formats.schema import LISTED_CHARACTERS
from sitebuilder.problems import shown
from sitebuilder.words.spans import Paragraphs, holders, near_match

_ACCOUNT = re.compile(r"\{([^{}]*)\}")
_QUOTED = re.compile("“([^“”]*)”")


def accounts_in(note: str) -> list[str]:
    """Return the slugs of the accounts that a note names in braces."""
    return _ACCOUNT.findall(note)


def with_letters(note: str, letters: Mapping[str, str]) -> str:
    """Return a note with the letter of each account in place of its slug in braces."""
    return _ACCOUNT.sub(lambda match: letters.get(match[1], match[0]), note)


def note_faults(
    note: str, accounts: Mapping[str, Paragraphs], withdrawn: Mapping[str, Paragraphs], unread: Collection[str]
) -> Iterator[str]:
    """Say what is wrong with a note on the accounts of an event, some of which are withdrawn.

    `unread` names the articles that have problems of their own and may be accounts too: what they say is not known yet.
    """
    for match in _ACCOUNT.finditer(note):
        if match[1] in withdrawn:
            yield f"{match[0]} is withdrawn; say nothing of it"
        elif match[1] not in accounts and match[1] not in unread:
            yield f"{shown(match[0])} is not an account of this event; {_remedy(accounts)}"
    if re.search("[{}]", _ACCOUNT.sub("", note)):
        yield "has a brace without its other half; write an account as {slug-of-its-article}, and no other brace"
    for match in _QUOTED.finditer(note):
        if any(holders(match[1], paragraphs) for paragraphs in accounts.values()):
            continue
        if slug := next((slug for slug, words in withdrawn.items() if holders(match[1], words)), ""):
            yield f"{match[0]} is of {slug}, which is withdrawn; leave it out"
        elif not unread:
            yield f"no account has {match[0]}; {_nearest(match[1], accounts)}"
    if re.search("[“”]", _QUOTED.sub("", note)):
        yield "has a curly quotation mark without its other half; write “ before the words and ” after them"


def _remedy(accounts: Collection[str]) -> str:
    listed = ", ".join(f"{{{slug}}}" for slug in accounts)
    return f"the accounts are {listed}" if len(listed) <= LISTED_CHARACTERS else "write the slug of one of its articles"


def _nearest(words: str, accounts: Mapping[str, Paragraphs]) -> str:
    for slug, paragraphs in accounts.items():
        if near := near_match(words, paragraphs):
            has = shown(near.text(paragraphs))
            return f"paragraph {near.paragraph} of {slug} has {has}: copy that, letter for letter"
    return "copy the words letter for letter, or leave out the quotation marks"
