"""Archives with several accounts of one event.

Most tests of such archives look at the one below: two short accounts of a flood, one question that both answer alike,
one on which they pull apart, one that only one of them answers.
"""

from __future__ import annotations

import pytest
import yaml
from conftest import Files, Site, article, build_site, write

GAZETTE = """On Monday at noon the river rose over the old bridge.

The mayor said: “Nobody was hurt.” A boy said: “It was loud.”

The mill is dry.
"""
HERALD = """The mill stood in water this morning.

“It was dark,” said Ann Bell, who lives there. “And cold.”

Ann Bell has a boat.

All night the river rose over the old wall.
"""
QUESTIONS = """supplied_title: The flood
questions:
  - ask: What did the water cover?
    relation: different detail
    note: One names the bridge, the other a wall.
    accounts:
      gazette: [{paragraph: 1, words: the old bridge}]
      herald: [{paragraph: 4, words: the old wall}]
  - ask: How is the mill?
    relation: contradiction
    accounts:
      gazette: [{paragraph: 3, words: The mill is dry.}]
      herald: [{paragraph: 1, words: The mill stood in water}]
  - ask: Was anybody hurt?
    accounts:
      gazette: [{paragraph: 2, words: Nobody was hurt.}]
"""
NAMES = """
- {name: Ann Bell, kind: person, also: [Mrs Bell]}
- {name: mill, kind: place}
- {name: bridge, kind: place}
"""
SPOKEN = "[{paragraph: 2, starts: Nobody, speaker: The mayor, kind: office}]"
SHE_SPOKE = """
  - {paragraph: 2, starts: It was dark, speaker: Ann Bell, kind: person}
  - {paragraph: 2, starts: And cold, speaker: Ann Bell, kind: person}"""
"""What the files of this archive hold: the texts, the story, the names, and who speaks in each account."""


def account(text: str, label: str, **keys: str) -> str:
    """Return an article that is an account of the flood."""
    return article(text, **({"label": label, "story": "flood", "language": "en"} | keys))


FLOOD: Files = {
    "articles/gazette.md": account(GAZETTE, "“at noon”", supplied_title="A river rises", quotations=SPOKEN),
    "articles/herald.md": account(
        HERALD, "“All night”", title="Night of water", quotations=SHE_SPOKE, publisher="The Herald"
    ),
    "articles/stories/flood.yaml": QUESTIONS,
    "articles/names.yaml": NAMES,
}
"""The archive."""

UNCURATED: Files = {path: text for path, text in FLOOD.items() if path.endswith(".md")}
"""Its two articles alone, without the story file and the names."""


def dated_flood(**dates: str) -> Files:
    """Return the archive with a date for each of these articles, by slug."""
    paths = {f"articles/{slug}.md": date for slug, date in dates.items()}
    return FLOOD | {path: FLOOD[path].replace("label:", f"date: {date}\nlabel:") for path, date in paths.items()}


@pytest.fixture(scope="session")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive of the flood, once for all tests that only look at it."""
    return build_site(write(tmp_path_factory.mktemp("flood"), FLOOD))


def many(count: int) -> Files:
    """Return an archive with that many accounts of one event: two share wording, two answer one question."""
    own_words = {n: " ".join(f"w{n}x{at}" for at in range(20)) for n in range(1, count + 1)}
    if count > 1:
        own_words[1] += " by the old stone bridge"
        own_words[2] += " by the old stone bridge"
    last = f"account-{count:02}"
    story = {
        "supplied_title": "The flood",
        "questions": [
            {
                "ask": "What is there?",
                "relation": "agreement",
                "accounts": {
                    "account-01": [{"paragraph": "1", "words": "w1x0"}],
                    last: [{"paragraph": "1", "words": f"w{count}x0"}],
                },
            }
        ],
    }
    return {
        **{
            f"articles/account-{n:02}.md": account(f"{text}. “Quite,” said Ann.\n", f"the account number {n}")
            for n, text in own_words.items()
        },
        "articles/stories/flood.yaml": yaml.safe_dump(story),
        "articles/names.yaml": "- {name: Ann, kind: person}\n",
    }
