"""By which rules is everything computed that a page says of the words of articles?"""

from __future__ import annotations

import re

from msgspec import Struct

from sitebuilder.archive.groups import COMPARED
from sitebuilder.problems import spelled
from sitebuilder.words.alignment import LONGEST_SENTENCE
from sitebuilder.words.languages import WITHOUT_SPACES
from sitebuilder.words.lede import LEDE_CHARACTERS, LEDE_WORDS
from sitebuilder.words.quotations import CLOSES, OPEN_MARKS
from sitebuilder.words.sentences import CLOSERS, COUNTED_WORD, ENDS_ALONE, LONGEST, SHORTENED
from sitebuilder.words.shared_wording import REPEATS, SHARED_WORDS
from sitebuilder.words.times import TIME_RULE
from sitebuilder.words.unseen import UNSEEN


class Example(Struct, frozen=True):
    """What a rule makes of a text."""

    paragraphs: tuple[str, ...]
    """The text: its paragraphs, or two texts of one paragraph each for a rule that compares."""
    result: tuple[str, ...]
    """What the rule finds in it, in order."""


class Rule(Struct, frozen=True):
    """How something is computed."""

    slug: str
    """The fragment at which the page has it."""
    name: str
    """What is computed."""
    statements: tuple[str, ...]
    """The rule, sentence by sentence, in the order in which it is followed."""
    examples: tuple[Example, ...]
    """What it makes of some texts."""


def _statements(text: str) -> tuple[str, ...]:
    """Return the statements of a text, which has a blank line between any two."""
    return tuple(" ".join(statement.split()) for statement in text.split("\n\n"))


def _code_points(pattern: str) -> str:
    """Return the characters of a pattern's set of them by their code points: `U+00AD, U+200B to U+200F`."""
    runs = re.findall(r"(.)(?:-(.))?", pattern, re.DOTALL)
    return ", ".join(f"U+{ord(first):04X}" + (f" to U+{ord(last):04X}" if last else "") for first, last in runs)


_PAIRS = "; ".join(f"{opening} by {' or '.join(closing)}" for opening, closing in CLOSES.items())

BEFORE_ALL = Rule(
    "words",
    "Letters, words and paragraphs",
    _statements(
        f"""
        The paragraphs of an article are those of its text, without headings, table cells, code and footnotes.
        They are numbered from 1.

        Each rule reads a paragraph without its markup, and past the characters that nobody sees:
        {_code_points(UNSEEN)}.

        Letters and digits are the characters that Unicode calls so. Some scripts put no spaces between words;
        their characters are {_code_points(WITHOUT_SPACES)}.
        """
    ),
    (),
)
"""What all rules start from."""

QUOTATIONS = Rule(
    "quotations",
    "Quotations",
    _statements(
        f"""
        A mark of these opens a quotation, and a mark after it closes it: {_PAIRS}.

        Each paragraph is read from left to right. A mark between two letters or digits does nothing. Here and in
        the next two sentences, characters of scripts without spaces do not count as letters.

        A mark with no letter or digit after it closes the innermost open quotation that it can close; what was
        opened inside that one is no quotation.

        A mark that closes nothing opens a quotation where no letter or digit is before it and no white space
        after it, and not at the end of a paragraph. « and » also open one before white space other than a line
        break, whatever is before them.

        ' ’ and ‘ open nothing before a digit with 0s (’90s), nor before the words tis, twas, twere, twill, til,
        em and n, in any capitals.

        A mark that can close what it opens (such as ") and opens another quotation undoes the one that it opened
        before, with all inside it. At most {OPEN_MARKS} are open at once; of more, the outermost are none.

        The second mark of 'n' closes nothing. Nor does an apostrophe (' ’ ‘) after an s or a digit, or an inch
        mark (") after a digit, if the same mark comes later in the paragraph at a better place to close: before
        one of . , ; : ! ? … or after one of them and before no letter or digit, or at the end; unless another
        quotation seems to be opened before that: a mark like the one that opened it has a letter or digit after
        it and none before it.

        The marks with which a paragraph begins open again what the paragraph before left open, the outermost
        first. What is left open and not opened again is no quotation.

        Quotations nest: one inside another is counted too. Marks with nothing visible between them are none.
        Those that the archive lists as titles of works, or as nobody’s speech, are left out everywhere.
        """
    ),
    (
        Example(("She said: “Go.” He didn't.",), ("Go.",)),
        Example(("He said: “She said ‘no’ twice.”",), ("She said ‘no’ twice.", "no")),
        Example(("In the '90s it was 'new'.",), ("new",)),
        Example(("“It rained.", "“It stopped.” Good."), ("It rained. It stopped.",)),
        Example(("An open “mark is none.",), ()),
        Example(("'The boys' boat,' he said.",), ("The boys' boat,",)),
    ),
)
"""Which words of a text are in quotation marks."""

SENTENCES = Rule(
    "sentences",
    "Sentences",
    _statements(
        f"""
        A sentence ends at . ? ! or …, or several of them in a row, with the marks after them that close a
        quotation or a bracket ({" ".join(CLOSERS)}; also “ or ‘, and » or › between white space), where white
        space follows.

        It also ends, with or without white space after it, at one of {" ".join(ENDS_ALONE)} with all such
        marks, . ? ! and … after it, unless closing marks and then a letter follow.

        What comes next is the next character, but opening quotation marks and brackets, ¿ ¡ and dashes are
        passed over, after . ? ! or … also one of $ € £ ¥. At the end of a paragraph nothing comes next. Where it
        is in doubt whether . ? ! or … ends a sentence, it does not:

        not if the marks have … or two full stops in a row, or if the mark is one full stop after white space or
        at the start;

        not if a closing mark other than ) ] }} follows, unless the mark is one full stop and a capital comes next;

        before a digit, only if the mark is not one full stop, if a closing mark follows it, or if the word before
        it is not shortened and has a character that is no letter, or {COUNTED_WORD} letters or more;

        not before anything else but a letter with which a sentence can start: a capital, or a letter of a script
        without capitals;

        not after one full stop without a closing mark if the word before it is shortened: the letters, digits and
        full stops before it, {LONGEST} at most. That is so of one letter; of letters with a full stop after every
        one or two (U.S); of a number of one or two digits, or several with full stops between; of two to five
        consonants, if they are not all capitals; and of these words, in any capitals:
        {", ".join(SHORTENED.split("|"))}.
        """
    ),
    (
        Example(("It rained. It stopped.",), ("It rained.", "It stopped.")),
        Example(("Dr. Bell came at 5 p.m. on Monday. She left.",), ("Dr. Bell came at 5 p.m. on Monday.", "She left.")),
        Example(("“Is it?” Ann asked. “Yes.” She left.",), ("“Is it?” Ann asked.", "“Yes.”", "She left.")),
        Example(("It was No. 5. It won.",), ("It was No. 5. It won.",)),
        Example(("雨が降った。止んだ。",), ("雨が降った。", "止んだ。")),
    ),
)
"""Where a sentence starts and ends."""

SHARED = Rule(
    "shared",
    "Shared wording",
    _statements(
        f"""
        Of one event, the {COMPARED} accounts that were added first are compared, each with each other.

        A word is letters and digits in a row, with their combining marks. An apostrophe (' or ’) or a hyphen (-
        ‐ ‑) between letters or digits belongs to it.

        Words are compared in lower case (Unicode’s full case folding), with composed accents (NFC), without
        apostrophes and hyphens. What is between words does not count.

        Accounts share a run of {spelled(SHARED_WORDS)} words or more that are the same, in the same order, in
        one paragraph of each, and that cannot be made longer at either end.

        Where the same {spelled(SHARED_WORDS)} words are at more than {REPEATS} places of a text, the first
        {REPEATS} are compared.

        Sentences with a shared run are set one under the other. What differs is what lies outside the matching
        blocks of the algorithm of Ratcliff and Obershelp, the longest block first, the leftmost of the longest;
        sentences of more than {LONGEST_SENTENCE} words are left out.
        """
    ),
    (
        Example(
            ("The river rose over the old stone bridge.", "“River rose over the old – stone – wall.”"),
            ("river rose over the old stone",),
        ),
        Example(("It rose over the old bridge.", "It rose over the new bridge."), ()),
        Example(
            ("a state-of-the-art mill by the river", "a stateoftheart mill by the river"),
            ("a state-of-the-art mill by the river",),
        ),
    ),
)
"""Which runs of words two accounts share."""

COUNTS = Rule(
    "counts",
    "Counts",
    _statements(
        f"""
        A word is what lies between two white spaces, if it has a letter or a digit.

        Of a text in which more than half of the characters are of scripts without spaces, those characters are
        counted instead of words.

        Paragraphs, sentences, quotations and names are counted as the rules here find them. An article has no
        words besides those of its paragraphs.

        A sentence of an account is quoted by a question where it has a character of an answer; all others are
        counted as quoted by none.

        The first words of an article are its first {LEDE_WORDS} words at most, and {LEDE_CHARACTERS}
        characters. They end at the last . ! ? or … in their second half, otherwise at the last , ; : or dash
        there.
        """
    ),
    (
        Example(("It cost 5 € – “really”, he said.",), ("6 words",)),
        Example(("雨が降った。",), ("5 characters",)),
    ),
)
"""How words and other things are counted."""

NAMES_AND_TIMES = Rule(
    "names",
    "Names and words of time",
    _statements(
        f"""
        The names are those that the archive lists (names.yaml), letter for letter, capitals too; accents may be
        composed or not. A name is found where no letter or digit is beside it; of several at one place the
        longest counts.

        Words of time: {TIME_RULE[0].lower()}{TIME_RULE[1:]} The pattern is in the program, in words/times.py.
        """
    ),
    (),
)
"""Where names are, and words that depend on the day on which they were written."""

RULES = (BEFORE_ALL, QUOTATIONS, SENTENCES, SHARED, COUNTS, NAMES_AND_TIMES)
"""Every rule."""
