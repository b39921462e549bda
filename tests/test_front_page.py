"""What a reader finds on the shared index."""

from __future__ import annotations

from conftest import article


def test_an_article_is_on_the_index_with_its_title_and_first_words(site):
    built = site({"articles/flood.md": article("The river rose.\n", title="The river rises")})
    assert "The river rises" in built.main("index.html")
    assert "The river rose." in built.main("index.html")
