"""Where are the files of a source folder?

Paths from the source folder, with forward slashes: as messages name them, and as they are joined to a folder on disk.
"""

from __future__ import annotations

SITE = "site.yaml"
"""The settings of the site."""

ARTICLES = "articles"
"""The folder of the article files."""

ORIGINALS = "articles/originals"
"""The folder of the texts as received."""

STORIES = "articles/stories"
"""The folder of the story files."""

NAMES = "articles/names.yaml"
"""The names that the archive indexes."""

TEMPLATES = "templates"
"""The folder of the templates, in a source folder and beside the program."""

STATIC = "static/"
"""How the path, in `templates/`, of a style sheet, script or icon begins."""
