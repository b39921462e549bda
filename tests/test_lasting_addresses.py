"""Whatever is edited, renamed, withdrawn and taken back, what was cited is still found, and no withdrawn word is.

Cited is what `test_addresses.py` lists: articles, events, pairs and names, to the paragraph and the question. An edit
changes words and adds paragraphs; one that took paragraphs away would take their addresses away too.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from conftest import Files, Site, article, build_site, each, tree, write
from test_addresses import CITED
from withdrawing import WHY

PLACES = ("Overbridge", "Nether Mill", "Upper Mill")


@dataclass
class Thing:
    """An article, an event or a name, as a history leaves it."""

    slug: str
    aliases: list[str] = field(default_factory=list)

    def rename(self, slug: str) -> None:
        """Give it another slug, which may be one that it had before."""
        self.aliases = [*(alias for alias in self.aliases if alias != slug), self.slug]
        self.slug = slug

    @property
    def former(self) -> dict[str, str]:
        """Its `aliases`, as YAML has them, where it has any."""
        return {"aliases": f"[{', '.join(self.aliases)}]"} if self.aliases else {}


@dataclass
class Account(Thing):
    """An article."""

    event: Thing | None = None
    paragraphs: list[str] = field(default_factory=list)
    is_withdrawn: bool = False

    @property
    def text(self) -> str:
        """Its file."""
        story = {"story": self.event.slug, "label": f"the account {self.slug}"} if self.event else {}
        keys = story | self.former | ({"withdrawn": WHY} if self.is_withdrawn else {})
        return article("\n\n".join(self.paragraphs) + "\n", title=f"Title {self.paragraphs[0].split()[0]}", **keys)


class History:
    """An archive that changes at random."""

    def __init__(self, random: Random) -> None:
        """Begin with two events of two accounts each, and an article that reports none."""
        self.random, self.made = random, 0
        self.events = [Thing("flood"), Thing("vote")]
        self.questions = {"flood": 1, "vote": 2}
        self.names = [Thing(place.lower().replace(" ", "-")) for place in PLACES]
        self.accounts: list[Account] = []
        for event in (*self.events, *self.events, None):
            self.accounts.append(Account(f"account-{self.next}", event=event, paragraphs=[self.words, self.words]))

    @property
    def next(self) -> int:
        """A number that was never used."""
        self.made += 1
        return self.made

    @property
    def words(self) -> str:
        """Words that no text has had, most often with a name."""
        before, after = (" ".join(f"word{self.next}x" for _ in range(5)) for _ in range(2))
        return f"{before} {self.random.choice((*PLACES, 'nowhere'))} {after}."

    def change(self) -> None:
        """Change something."""
        account = self.random.choice(self.accounts)
        self.random.choice((self._edit, self._edit, self._rename, self._withdraw, self._withdraw, self._add))(account)

    def _edit(self, account: Account) -> None:
        at = self.random.randrange(len(account.paragraphs) + 1)
        account.paragraphs[at : at + 1] = [self.words]

    def _rename(self, account: Account) -> None:
        thing = self.random.choice((account, account, *self.events, *self.names))
        slug = self.random.choice([*thing.aliases, f"renamed-{self.next}"])
        if thing in self.events:
            self.questions[slug] = self.questions.pop(thing.slug)
        thing.rename(slug)

    @staticmethod
    def _withdraw(account: Account) -> None:
        account.is_withdrawn = not account.is_withdrawn

    def _add(self, account: Account) -> None:
        if self.random.random() < 0.5 and len(self.accounts) < 7:
            self.accounts.append(Account(f"account-{self.next}", event=account.event, paragraphs=[self.words]))
        elif account.event:
            self.questions[account.event.slug] += 1

    @property
    def files(self) -> Files:
        """The archive."""
        listed = [
            {"name": place, "kind": "place", "slug": name.slug} | name.former
            for place, name in zip(PLACES, self.names, strict=True)
        ]
        return {
            **{f"articles/{account.slug}.md": account.text for account in self.accounts},
            **{f"articles/stories/{event.slug}.yaml": self._story(event) for event in self.events},
            "articles/names.yaml": "".join(f"- {{{_pairs(entry, ', ')}}}\n" for entry in listed),
        }

    def _story(self, event: Thing) -> str:
        there = [one for one in self.accounts if one.event is event and not one.is_withdrawn]
        answers = "".join(
            f"      {one.slug}: [{{paragraph: 1, words: {one.paragraphs[0].split()[0]}}}]\n" for one in there
        )
        relation = "    relation: agreement\n" if len(there) > 1 else ""
        accounts = f"    accounts:\n{answers}" if there else "    accounts: {}\n"
        questions = f"  - ask: What is there?\n{relation}{accounts}" * self.questions[event.slug]
        head = _pairs({"supplied_title": "An event"} | event.former, "\n")
        return f"{head}\nquestions:\n{questions}"

    @property
    def withdrawn_words(self) -> set[bytes]:
        """The words that only withdrawn articles have."""
        gone = (one for one in self.accounts if one.is_withdrawn)
        return {word.encode() for one in gone for text in one.paragraphs for word in re.findall("word[0-9]+x", text)}


def _pairs(keys: dict[str, str], between: str) -> str:
    return between.join(f"{key}: {value}" for key, value in keys.items())


def cited(site: Site) -> set[str]:
    """Return the addresses of a site that people may have cited; not what is beside a paragraph of a pair."""
    there = set()
    for address, raw in site.files.items():
        if re.fullmatch(r"(articles|stories|names)/(?!index).*\.html", address):
            fragments = () if address.startswith("names/") else CITED.findall(raw.decode())
            there |= {address, *(f"{address}#{fragment}" for fragment in fragments if "-beside-" not in fragment)}
    return there


@pytest.mark.parametrize("histories", [3, pytest.param(200, marks=pytest.mark.long)])
def test_no_history_leaves_a_dead_address_or_a_withdrawn_word(
    tmp_path: Path, pytestconfig: pytest.Config, histories: int
) -> None:
    """And what is built step by step is what a build from nothing makes."""
    for number in range(histories):
        history = History(Random(f"{pytestconfig.option.hypothesis_seed} {number}"))
        home, ever = tmp_path / f"{number}", set()
        for _ in range(8):
            shutil.rmtree(home / "articles", ignore_errors=True)
            files = history.files
            site = build_site(write(home, files))
            there = cited(site)
            ever |= there
            assert ever - there == set(), number
            everything = {
                **tree(home / "public"),
                **{f"next {path}": raw for path, raw in tree(home / ".public.next").items()},
            }
            gone = history.withdrawn_words
            assert [path for path, raw in each(everything.items()) if any(word in raw for word in gone)] == [], number
            history.change()
        assert build_site(write(tmp_path / f"{number}-fresh", files)).files == site.files, number
