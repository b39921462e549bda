"""How others follow an archive: link previews, the feed, the map of the site, and what robots are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Files, Site, article, each
from reading import page

Build = Callable[[Files], Site]


def properties(built: Site, address: str) -> dict[str, str]:
    """Return what a page says of itself to those who preview links: each property of the Open Graph."""
    metas = [meta for meta in page(built, address).iter("meta") if "property" in meta.attrib]
    return {meta.get("property"): meta.get("content") for meta in metas}


# ---------------------------------------------------------------------------------------------------------------------
# Link previews


def test_a_link_preview_shows_the_title_and_the_description_of_a_page(site: Build) -> None:
    built = site(
        {
            "articles/flood.md": article(supplied_title='"A \\"flood\\" & more"', summary="What the river did."),
            "articles/mill.md": article("The mill is dry. It was wet.\n", title="The mill"),
        }
    )
    flood, mill = properties(built, "articles/flood.html"), properties(built, "articles/mill.html")
    assert flood == {"og:title": '[A "flood" & more]', "og:description": "What the river did."}
    assert mill == {"og:title": "The mill", "og:description": "The mill is dry. It was wet."}
    assert properties(built, "index.html") == {"og:title": "The Archive", "og:description": "A few articles."}


@pytest.mark.parametrize("built", ["flood", "golden"])
def test_no_page_names_the_archive_as_its_publisher_to_those_who_preview_links(
    built: str, request: pytest.FixtureRequest
) -> None:
    """Citation managers take a site's name for the publication, and `article` for a page that has one."""
    site = request.getfixturevalue(built)
    for file in each(sorted(site.output.rglob("*.html"))):
        address = file.relative_to(site.output).as_posix()
        assert properties(site, address).keys() == {"og:title", "og:description"}, address
