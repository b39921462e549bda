"""Which commands check a copy of the site, and build it again?

They are run in the folder of the copy. Tests run them as they are on the page, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote

from sitebuilder.addresses import MANIFEST, MARKER, MARKER_TEXT, Address

ANYWHERE = "https://…/"
"""What stands for the address of a site that does not say where it is published."""

_GET = """\
python3 - <<'END'
import pathlib, urllib.error, urllib.parse, urllib.request

site = {site!r}  # the address of the index, up to its last slash

def get(name):
    with urllib.request.urlopen(site + urllib.parse.quote(name)) as answer:
        return answer.read()

manifest = get({manifest!r})
pathlib.Path({manifest!r}).write_bytes(manifest)
for line in manifest.decode().splitlines():
    name, file = line[66:], pathlib.Path(line[66:])
    if line.startswith("#") or ".." in file.parts or file.is_absolute():
        continue
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.write_bytes(get(name))
    except urllib.error.URLError as error:
        print(name, error)
END"""


def get_everything(url: str | None) -> str:
    """Return the command that gets every file that the manifest of a published site lists, into the working folder."""
    return _GET.format(site=url or ANYWHERE, manifest=MANIFEST)


MAKE_MARKER = f"echo {quote(MARKER_TEXT.decode().strip())} > {MARKER}"
"""The command that makes the marker, which some hosts do not hand out."""

CHECK_SUMS = f"sha256sum --check --quiet {MANIFEST}"
"""The command that compares every file with the manifest."""

CHECK_SUMS_ON_MACOS = f"shasum --algorithm 256 --check {MANIFEST} | grep -v ': OK$'"
"""The same with what macOS has."""

CHECK_SUMS_ON_WINDOWS = f"""\
Get-Content {MANIFEST} -Encoding UTF8 | Where-Object {{ $_ -notlike '#*' }} | ForEach-Object {{
  $sum, $name = $_ -split '  ', 2
  if (-not (Test-Path -LiteralPath $name -PathType Leaf)) {{ "$name is missing" }}
  elseif ((Get-FileHash -Algorithm SHA256 -LiteralPath $name).Hash -ne $sum) {{ "$name is changed" }}
}}"""
"""The same in PowerShell, whose comparisons make no difference between capitals and small letters."""

FIND_EXTRA = f"""\
sed -n 's/^[0-9a-f]*  //p' {MANIFEST} | LC_ALL=C sort > ../listed.txt
find . -type f ! -path ./{MANIFEST} | cut -c 3- | LC_ALL=C sort | LC_ALL=C comm -13 ../listed.txt -"""
"""The commands that print every file that is not in the manifest."""

COMPARE_TEXTS = r'''python3 - <<'END'
import html, html.parser, pathlib, re, urllib.parse

class Page(html.parser.HTMLParser):
    """Reads the text of an article, piece by piece, and what is printed above or below it."""
    depth, printed, pieces, above = 0, False, [], []

    def handle_starttag(self, tag, attributes):
        kinds = (dict(attributes).get("class") or "").split()
        self.depth += tag == "div" and (self.depth > 0 or "e-content" in kinds)
        self.printed = "as-printed" in kinds
        if tag in ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.pieces.append("")

    def handle_endtag(self, tag):
        self.depth -= tag == "div" and self.depth > 0
        self.printed = False

    def handle_data(self, data):
        if self.depth:
            self.pieces[-1] += data
        elif self.printed:
            self.above.append(data)

def letters(text):
    return "".join(text.split())

for path in sorted(pathlib.Path("articles").glob("*.html")):
    source = path.read_text("utf-8")
    received = re.search(r'<dt>Text as received</dt>\s*<dd><a href="\.\./(originals/[^"]+)\.html"', source)
    if received:
        file = pathlib.Path(html.unescape(urllib.parse.unquote(received[1])))
        encoding = re.search("<dt>Encoding</dt><dd>([^<,]+)", pathlib.Path(f"{file}.html").read_text("utf-8"))[1]
        rest, page = letters(file.read_bytes().decode(encoding).removeprefix("\ufeff")), Page()
        page.pieces, page.above = [""], []
        page.feed(source)
        besides, is_same = "", True
        for piece in filter(None, map(letters, page.pieces)):
            before, found, rest = rest.partition(piece)
            besides, is_same = besides + before, is_same and bool(found)
        besides += rest
        for line in map(letters, page.above):
            besides = besides.replace(line, "", 1)
        more = f", which has {len(besides)} characters more" if besides else ""
        print(f"{path}: is {file}{more}" if is_same else f"{path}: DIFFERS from {file}")
END'''
"""The command that compares the text on each article's page with the file received, but for white space."""

SOURCE, AGAIN, PROGRAM = "../rebuilt", "../again", "../news-archive"
"""The folders beside the copy: for the source files, for the site that is built from them, and that of the program."""


def make_source(renamed: Mapping[Address, str], has_originals: bool) -> str:
    """Return the commands that make a source folder of a copy; `renamed` are the paths of files with other names."""
    lines = [
        f"mkdir -p {SOURCE}/articles/originals",
        f"cp -R sources/. {SOURCE}",
        f"rm {SOURCE}/README.txt",
        f"find articles -name '*.md' -exec cp {{}} {SOURCE}/articles ';'",
    ]
    lines += [f"find originals -name '*.txt' -exec cp {{}} {SOURCE}/articles/originals ';'"] if has_originals else []
    undo = ((f"{SOURCE}/{to.removeprefix('sources/')}", f"{SOURCE}/{path}") for to, path in renamed.items())
    return "\n".join([*lines, *(f"mv {quote(to)} {quote(path)}" for to, path in undo)])


COMPUTE_EDITION = (
    f"(cd {SOURCE} && find * -type f -exec sha256sum {{}} +) | LC_ALL=C sort -k 2 | sha256sum | cut -c 1-12"
)
"""The command that prints the digits of the edition."""

BUILD_AGAIN = f"""\
python3 {PROGRAM}/build.py --source {SOURCE} --output {AGAIN} --quiet
diff -r . {AGAIN}"""
"""The commands that build the site again, and print every difference."""

VERIFY = f"python3 {PROGRAM}/build.py verify --source {SOURCE} --output ."
"""The command that checks everything at once."""
