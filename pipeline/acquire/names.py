"""What files are called: which names are documents, which are containers, and what a source is named after.

In a folder only text and HTML files, and WARC files, are taken for articles. Markdown, JSON, XML and CSV
files beside them describe the collection (README.md, expected.jsonl) more often than they belong to it;
whoever means one names it.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal

DOCUMENT_SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml")
JSONL_SUFFIXES = (".jsonl", ".ndjson")
WARC_SUFFIXES = (".warc",)
BUNDLE_SUFFIXES = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")

FileKind = Literal["document", "jsonl", "warc", "bundle", "other"]


def file_kind(name: str) -> FileKind:
    """What a file is by its name, whatever its case and whether or not it is gzipped."""
    lower = name.lower()
    if lower.endswith(BUNDLE_SUFFIXES):
        return "bundle"
    plain = lower.removesuffix(".gz")
    if plain.endswith(JSONL_SUFFIXES):
        return "jsonl"
    if plain.endswith(WARC_SUFFIXES):
        return "warc"
    return "document" if plain.endswith(DOCUMENT_SUFFIXES) else "other"


def is_hidden(name: str) -> bool:
    """Names that editors, systems and version control leave behind."""
    return name.startswith((".", "~$", "__MACOSX")) or name.endswith("~") or name.lower() == "thumbs.db"


def encodable(name: str) -> str:
    r"""The name with each byte or half character that UTF-8 has no place for written out: `\udcff`.

    File names need not be UTF-8, and JSON may escape half of a surrogate pair; WARC, DuckDB and terminals
    take neither.
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def slug(name: str) -> str:
    """An id for a source, made of a name: lower-case ASCII letters, digits and hyphens, or "source"."""
    folded = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:80].rstrip("-") or "source"


def free_id(name: str, taken: set[str]) -> str:
    """An id made of a name that differs from those in `taken`, to which it is added."""
    base = slug(name)
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base[:75]}-{number}"
    taken.add(found)
    return found


def source_id_of(path: Path) -> str:
    """The source that a path given on the spot belongs to: a folder's own name, a file's parent folder's."""
    place = path.resolve()
    return slug(place.name if place.is_dir() else place.parent.name)
