"""Names of authors out of what pages write where an author belongs: labels, roles, agencies and all.

`names_in` splits and cleans one statement and says of each part why it is or is not a name. Which statement
of a page is believed is `choose_authors`' affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.author_words import (
    AGENCIES,
    CONNECTORS,
    CREDENTIALS,
    INTRODUCING,
    LABELS,
    NEVER_IN_NAMES,
    NO_NAMES,
    PARTICLES,
    ROLES,
    SUFFIXES,
    TITLES,
    WEAK_CONNECTORS,
    WEAK_LABELS,
)
from pipeline.normalise.eastern_names import editors_in, has_eastern, is_eastern_body, writers_in
from pipeline.normalise.text import clean_lines, fold

MAX_NAMES = 25
EDITOR = "the editor in charge, not the author"
MAX_NAME = 60  # characters
MAX_WORDS = 6

_LABEL = re.compile(
    r"^\W*(?:"
    + "|".join(re.escape(label) for label in sorted(LABELS, key=len, reverse=True))
    + r")(?:\s*[:：●／/]\s*|\s+|$)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_ADDRESS = re.compile(r"(?:https?:)?//|^www\.|\.(?:com|org|net|html?|php)/|\.(?:html?|php)$|^/\w", re.IGNORECASE)
_ADDRESS_IN_TEXT = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"^(?:[^\W\d_][\w-]*\s+){1,3}?(?:" + "|".join(INTRODUCING) + r")[\s:]+(?=[A-ZÀ-ÝА-Я]\S*\s+[A-ZÀ-ÝА-Я])"
)
_BRACKETS = re.compile(r"\s*[(\[（【<][^()\[\]（）【】<>]{0,80}[)\]）】>]?")
_DATE_TAIL = re.compile(
    r"\s+(?:on|am|le|el|em|il|den|at|updated|last updated)\s+(?=\d|[^\W\d_]+\.?\s+\d).*$", re.IGNORECASE
)
_HARD = re.compile(r"\s*(?:[,;、，،；/／|&•·●+]|\s[-–—]\s|\s[-–—]$)\s*")
_JOIN = re.compile(
    r"(?<=\S)\s+(?:" + "|".join(re.escape(word) for word in CONNECTORS) + r")\s+(?=\S)", re.IGNORECASE
)
_PLACE = re.compile(r"\s+in\s+(?:[A-ZÀ-Ý][^\W\d_]+)(?:\s+[A-ZÀ-Ý][^\W\d_]+)?$")
# "Text von Anna Falk, Illustration von Per Lund": who made the pictures.
_PICTURES = re.compile(
    r"\s*[,;|/·]?\s*\b(?:illustration(?:en|s)?|photograph(?:y|s|ie)|(?:mit )?(?:bilder|fotos?)|photos?|fotografie)"
    r"\s*(?:by|von|par|por|de|di|av|af|:)\s.*$",
    re.IGNORECASE,
)
# Shapes that no name has.
_NO_NAME_SHAPES = (
    (re.compile(r"^@\w+$"), "a user name"),
    (re.compile(r"\d{1,2}[:.h]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]"), "a time, not a name"),
    (re.compile(r"^[a-z_]+(?:\.[a-z_]+){2,}$|[{}\[\]<>$%]"), "a template's variable"),
    (re.compile(r":\s|："), "a label and what it stands before"),
    (re.compile(r"[?!]$|(?:\..*){4}"), "a sentence, not a name"),
)
_GLUED = re.compile(r"^(?:By|Von|Par|Por|Di)(?=[A-ZÀ-Ý][a-zß-ÿ])")
_TRAILING = re.compile(
    r"(?:\s+(?:"
    + "|".join(re.escape(word) for word in CONNECTORS if len(word) > 1)
    + r")\s*$)|^(?:and|und|et)\s+",
    re.IGNORECASE,
)
_BY_CHARACTER = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々・=\s]+$")
MAX_PROSE_WORDS = 9  # a longer visible line with mostly small words is a sentence about the author


@dataclass(frozen=True, slots=True)
class Name:
    """A part of an author statement: `reason` says why it is no name, and is empty if it may be one."""

    value: str
    reason: str = ""


def names_in(raw: str, *, visible: bool = False) -> tuple[Name, ...]:
    """Every name in one statement, in order, each once.

    Visible text is trusted less than a meta element: there only what looks like a name passes.
    """
    found: dict[str, Name] = {}
    for line in clean_lines(raw)[:12]:
        if visible and _is_prose(line):
            continue
        for name in _eastern(line) or map(_name_of, _parts(line)):
            if visible and not name.reason and not looks_like_name(name.value):
                name = Name(name.value, "doesn't look like a name")  # noqa: PLW2901
            if name.value:
                found.setdefault(fold(name.value) or name.value, name)
            if len(found) >= MAX_NAMES:
                return tuple(found.values())
    return tuple(found.values())


def _eastern(line: str) -> list[Name]:
    """What a line that writes names as in Chinese and Korean says of the authors."""
    if not has_eastern(line):
        return []
    return [*map(Name, writers_in(line)), *(Name(name, EDITOR) for name in editors_in(line))]


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) > MAX_PROSE_WORDS and sum(word[:1].islower() for word in words) * 2 > len(words)


def looks_like_name(text: str) -> bool:
    """Whether words are written like a name's: capitals and particles, or a script without capitals."""
    words = text.split()
    if is_eastern_body(text):
        return False
    if _BY_CHARACTER.match(text):
        return 2 <= len(text.replace(" ", "")) <= 12
    folded = [word.lower().strip(".,:!") for word in words]
    if any(word in NEVER_IN_NAMES for word in folded) or any(character.isdigit() for character in text):
        return False
    return all(_starts_like_name(word) or word in PARTICLES for word in words) and len(words) <= MAX_WORDS


def _starts_like_name(word: str) -> bool:
    first = word.lstrip("'’\"(“«")[:1]
    return not first.islower() or any(character.isupper() for character in word)


def is_full_name(text: str) -> bool:
    """Whether it can be a person's full name: two words or more that look like one, or Chinese characters."""
    return (len(text.split()) > 1 or bool(_BY_CHARACTER.match(text)) or "." in text) and looks_like_name(text)


def _unlabelled(text: str) -> str:
    match = _LABEL.match(text)
    if match is None:
        return text
    label = match.group().strip(" \t:：●／/")
    # "Di Maio" and "De Luca" are names: such a word has to be written small, or with a colon.
    if label.lower() in WEAK_LABELS and label[:1].isupper() and ":" not in match.group():
        return text
    return text[match.end() :].lstrip()


def without_label(text: str) -> str:
    """The text without `By`, `Von`, `Texte :` and their like before it; a label alone that is a role stays."""
    for _ in range(3):
        shorter = _INTRODUCED.sub("", _unlabelled(text))
        if shorter == text or (not shorter and text.lower().strip(" :,") in ROLES):
            break
        text = shorter
    return text


def _parts(line: str) -> list[str]:
    if _ADDRESS.search(line) and len(line.split()) == 1:
        return [line]
    line = _ADDRESS_IN_TEXT.sub(" ", line)
    line = _PICTURES.sub("", line) or line
    line = without_label(_GLUED.sub("", _DATE_TAIL.sub("", _BRACKETS.sub(" ", _EMAIL.sub(" ", line))).strip()))
    parts = [part for piece in _HARD.split(line) for part in _joined(piece) if part]
    if len(parts) > 1 and len(parts[0].split()) > 1:
        parts = parts[:1] + [part for part in parts[1:] if not _is_credential(part)]
    return parts


def _is_credential(part: str) -> bool:
    """Letters after a name: known ones, or a short word in capitals that is no agency."""
    word = part.strip(" .")
    if word.lower() in AGENCIES:
        return False
    return word.lower() in CREDENTIALS or (word.isupper() and word.isalpha() and word.isascii() and len(word) <= 5)


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
    text = without_label(_TRAILING.sub("", part.strip(" \t.:-–—|*\"'“”„«»‹›,")))
    words = _without_title(_without_place(text).split())
    while len(words) > 1 and _ends_in_credential(words[-1]):
        words.pop()
    while len(words) > 2 and words[-1].lower().strip("./") in AGENCIES and words[-1] != words[-1].title():
        words.pop()
    text = _cased(" ".join(words))
    return Name(text[:MAX_NAME], _no_name(text, words))


def _without_place(text: str) -> str:
    """The text without `in Paris` after a full name: where a correspondent wrote."""
    match = _PLACE.search(text)
    return text[: match.start()] if match and len(text[: match.start()].split()) > 1 else text


def _without_title(words: list[str]) -> list[str]:
    """The words without `Rechtsanwalt` or `FOCUS-Online-Experte` before a full name."""
    while len(words) > 2 and words[0].rpartition("-")[2].lower() in TITLES and _capitalised_pair(words[1:]):
        words = words[1:]
    return words


def _ends_in_credential(word: str) -> bool:
    """Short ones count in capitals or with stops only: Ma and Do are names."""
    bare = word.strip(",")
    if bare.lower().strip(".") in SUFFIXES or bare.lower() not in CREDENTIALS:
        return False
    return len(bare) > 3 or bare.isupper() or "." in bare


def _no_name(text: str, words: list[str]) -> str:
    folded = [word.lower().strip(".,:") for word in words]
    if not words or not any(character.isalpha() for character in text):
        return "no letters"
    if len(text) < 2:
        return "too short for a name"
    if len(text) > MAX_NAME or len(words) > MAX_WORDS:
        return "too long for a name"
    if all(word in NO_NAMES for word in folded):
        return "a placeholder, not a name"
    if all(word in CREDENTIALS for word in folded):
        return "letters after a name"
    if folded[-1] in ROLES or (any(word in ROLES for word in folded) and not _capitalised_pair(words)):
        return "a role, not a name"
    return next((reason for pattern, reason in _NO_NAME_SHAPES if pattern.search(text)), "")


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
