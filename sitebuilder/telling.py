"""How is something said to whoever called?"""

from __future__ import annotations

import io
import os
import sys

from sitebuilder.files import reason


def speak_plainly() -> None:
    """Let what a terminal or a log has no letters for be written as escapes, instead of stopping the work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(*lines: str) -> None:
    """Write lines to the standard output. That nobody can read them there does not undo what was done."""
    try:
        print(*lines, sep="\n", flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again when it ends
        complain(f"standard output: {reason(error)}", 0)


def why(error: BaseException, output: str) -> str:
    """Say in plain words what stopped the work; `output` is the name of the folder that was to be written."""
    if isinstance(error, OSError):
        return f"{error.filename or output}: {reason(error)}"
    return {MemoryError: "there is not enough memory", KeyboardInterrupt: "stopped"}.get(type(error)) or str(error)


def complain(message: str, status: int) -> int:
    """Write a message to the standard error stream and return the exit status that goes with it."""
    print(message, file=sys.stderr)
    return status
