"""How tests serve a site over HTTP: with nginx as its package configures it, and what it then answers."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import ROOT, Site, missing

STOCK = """
pid {folder}/pid;
error_log stderr;
daemon off;
master_process off;
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root "{root}";
        index index.html;
        {lines}
    }}
}}
"""
"""What Debian's package configures, as one process in the foreground whose files are all in one folder."""


def lines_of_the_readme() -> str:
    """Return the lines that the README gives for nginx."""
    [block] = re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    return block


def free_port() -> int:
    """Return the number of a port on which nothing listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextmanager
def serving(site: Site, folder: Path, lines: str) -> Iterator[str]:
    """Serve a site with nginx and give its address; whatever happens, nginx is gone at the end."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        missing("nginx")
    port = free_port()
    (folder / "nginx.conf").write_text(STOCK.format(folder=folder, port=port, root=site.output, lines=lines), "utf-8")
    dies_with_us = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    call = [*dies_with_us, program, "-p", folder, "-c", folder / "nginx.conf"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as nginx:
        try:
            answers_on(port, nginx)
            yield f"http://127.0.0.1:{port}/"
        finally:
            nginx.kill()


def answers_on(port: int, nginx: subprocess.Popen[str]) -> None:
    """Return as soon as nginx answers; fail if it ends instead."""
    for _ in range(200):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        with suppress(subprocess.TimeoutExpired):
            nginx.wait(0.05)
            pytest.fail(f"nginx ended: {nginx.stderr.read()}")
    pytest.fail("nginx does not answer")


def got(address: str) -> tuple[int, str, bytes]:
    """Return the status, the kind of content and the content that a host answers with."""
    try:
        with urlopen(address, timeout=30) as answer:
            return answer.status, answer.headers["content-type"], answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers["content-type"], error.read()
