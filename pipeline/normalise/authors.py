"""Names of authors out of what pages write where an author belongs: labels, roles, agencies and all.

`names_in` splits and cleans one statement and says of each part why it is or is not a name. Which statement
of a page is believed is `choose_authors`' affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.author_words import AGENCIES, CONNECTORS, CREDENTIALS, LABELS, NO_NAMES, ROLES, SUFFIXES, WEAK_CONNECTORS
from pipeline.normalise.text import clean_lines, fold

MAX_NAMES = 25
MAX_NAME = 60  # characters
MAX_WORDS = 6

_LABEL = re.compile(
    r"^\W*(?:" + "|".join(re.escape(label) for label in sorted(LABELS, key=len, reverse=True)) + r")(?:\s*[:：●／/]\s*|\s+|$)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|\.(?:com|org|net|html?|php)(?:/|$)|^/\w", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[（【<][^()\[\]（）【】<>]{0,80}[)\]）】>]?")
_HARD = re.compile(r"\s*(?:[,;、，،；/／|&•·●+]|\s[-–—]\s|\s[-–—]$)\s*")
_JOIN = re.compile(r"(?<=\S)\s+(?:" + "|".join(re.escape(word) for word in CONNECTORS) + r")\s+(?=\S)", re.IGNORECASE)
_TIMES = re.compile(r"\d{1,2}[:.h]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]")
_HANDLE = re.compile(r"^@\w+$")


@dataclass(frozen=True, slots=True)
class Name:
    """A part of an author statement: `reason` says why it is no name, and is empty if it may be one."""

    value: str
    reason: str = ""


def names_in(raw: str) -> tuple[Name, ...]:
    """Every name in one statement, in order, each once."""
    found: dict[str, Name] = {}
    for line in clean_lines(raw)[:12]:
        for part in _parts(line):
            name = _name_of(part)
            if name.value:
                found.setdefault(fold(name.value) or name.value, name)
            if len(found) >= MAX_NAMES:
                return tuple(found.values())
    return tuple(found.values())


def without_label(text: str) -> str:
    """The text without `By`, `Von`, `Texte :` and their like before it."""
    for _ in range(3):
        shorter = _LABEL.sub("", text, count=1).lstrip()
        if shorter == text:
            break
        text = shorter
    return text


def _parts(line: str) -> list[str]:
    if _ADDRESS.search(line):
        return [line]
    line = without_label(_BRACKETS.sub(" ", _EMAIL.sub(" ", line)).strip())
    parts = [part for piece in _HARD.split(line) for part in _joined(piece)]
    return [part for part in parts if part]


def _joined(text: str) -> list[str]:
    """Split at words that join names; a word that also stands inside names only between two full names."""
    parts, at = [], 0
    for match in _JOIN.finditer(text):
        weak = match.group().strip().lower() in WEAK_CONNECTORS
        if weak and (len(text[at : match.start()].split()) < 2 or len(text[match.end() :].split()) < 2):
            continue
        parts.append(text[at : match.start()])
        at = match.end()
    return [*parts, text[at:]]


def _name_of(part: str) -> Name:
    if _ADDRESS.search(part):
        return Name(part[:MAX_NAME], "an address, not a name")
    text = without_label(part.strip(" \t.:-–—|*\"'“”„«»‹›,"))
    words = text.split()
    while words and words[-1].lower().strip(".,") in CREDENTIALS and len(words) > 1 and words[-1].lower() not in SUFFIXES:
        words.pop()
    while len(words) > 2 and words[-1].lower().strip("./") in AGENCIES and words[-1].lower() != words[-1].title():
        words.pop()
    text = _cased(" ".join(words))
    return Name(text[:MAX_NAME], _no_name(text, words))


def _no_name(text: str, words: list[str]) -> str:
    folded = [word.lower().strip(".,:") for word in words]
    if not words or not any(character.isalpha() for character in text):
        return "no letters"
    if _HANDLE.match(text):
        return "a user name"
    if _TIMES.search(text):
        return "a time, not a name"
    if len(text) > MAX_NAME or len(words) > MAX_WORDS:
        return "too long for a name"
    if all(word in NO_NAMES for word in folded):
        return "a placeholder, not a name"
    if all(word in CREDENTIALS for word in folded):
        return "letters after a name"
    if any(word in ROLES for word in folded) and not _capitalised_pair(words):
        return "a role, not a name"
    if text[-1] in "?!" or text.count(".") > 3:
        return "a sentence, not a name"
    return ""


def _capitalised_pair(words: list[str]) -> bool:
    """Whether two words that could be first and last name stand beside the role."""
    names = [word for word in words if word[:1].isupper() and word.lower().strip(".,:") not in ROLES]
    return len(names) >= 2


def _cased(text: str) -> str:
    """A name in capitals only, such as MARIA LÓPEZ, in ordinary case; abbreviations of one word stay."""
    words = text.split()
    if len(words) < 2 or not text.isupper() or any(word.lower() in AGENCIES for word in words):
        return text
    return " ".join(_capitalised(word) for word in words)


def _capitalised(word: str) -> str:
    if len(word) <= 2 or "." in word:
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize() if len(m.group()) > 1 else m.group(), word)
