"""Make a site of Hugo's from the articles of an archive: the same texts, the same kinds of pages.

An article with its topics and its neighbours, an index with the newest fifty, lists by sixty, a list for each topic.
Hugo adds a feed and a sitemap by itself; both programs write only addresses that end in a file name.
"""

from __future__ import annotations

from pathlib import Path

SETTINGS = """baseURL: https://archive.example/
title: Generated
languageCode: en
uglyURLs: true
relativeURLs: true
pagination: {pagerSize: 60}
taxonomies: {topic: topics}
permalinks: {articles: /articles/:filename/}
"""

FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }} – {{ .Site.Title }}</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="{{ "style.css" | relURL }}">
</head>
<body>
<header><a href="{{ "index.html" | relURL }}">{{ .Site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""

ARTICLE = """{{ define "main" }}
<article>
<h1>{{ .Title }}</h1>
<p>{{ with .Date }}{{ if not .IsZero }}{{ .Format "2 January 2006" }}{{ end }}{{ end }} · {{ .WordCount }} words</p>
{{ .Content }}
<ul>{{ range .GetTerms "topics" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</article>
{{ end }}
"""

ENTRY = """<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .WordCount }} words <p>{{ .Summary }}</p>
{{ range .GetTerms "topics" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</li>
"""

LIST = """{{ define "main" }}
<h1>{{ .Title }}</h1>
<ol>{{ range .Paginator.Pages }}{{ partial "entry.html" . }}{{ end }}</ol>
{{ template "_internal/pagination.html" . }}
{{ end }}
"""

INDEX = """{{ define "main" }}
<ol>{{ range first 50 .Site.RegularPages }}{{ partial "entry.html" . }}{{ end }}</ol>
{{ end }}
"""

TERMS = """{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>
{{ end }}</ul>
{{ end }}
"""

FILES = {
    "hugo.yaml": SETTINGS,
    "layouts/_default/baseof.html": FRAME,
    "layouts/_default/single.html": ARTICLE,
    "layouts/_default/list.html": LIST,
    "layouts/_default/terms.html": TERMS,
    "layouts/index.html": INDEX,
    "layouts/partials/entry.html": ENTRY,
    "static/style.css": "body { max-width: 40rem; margin: auto; }\n",
}
"""The files of the site beside its texts."""


def hugo_site(archive: Path, folder: Path) -> None:
    """Write a site for Hugo with the texts of an archive. Hugo passes over front matter that it does not know."""
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    (folder / "content" / "articles").mkdir(parents=True)
    for article in (archive / "articles").glob("*.md"):
        (folder / "content" / "articles" / article.name).write_bytes(article.read_bytes())
