r"""Read one phrase file: data that people review, one file a language. Does not match anything.

    # a comment
    diacritics: keep                 optional, first: in this language marks make another word
    [share weak]                     kind (model.REMOVED_KINDS), strength, optionally `edge`
    Teilen                           a whole line, in any spelling that folds to the same key
    (Jetzt |)auf {few} teilen        one of several wordings; slots for what varies
    [words date]                     not phrases but the words a slot may contain
    [words thing share weak]         words that controls are about, see `composed`; so are
    [words act], [words small]       what is done with them, and what may stand between

A *strong* phrase is residue wherever it stands; a *weak* one only where its surroundings agree; one with
`edge` only near the top or the bottom of a text. Choices may stand inside one another, never inside a word.
Slots: {n} a number, {date} a date or time, {name} a person's name, {user} what readers call themselves,
{word} one word, {few} one to six words, {any} up to thirty words of one sentence. A separator (: – » and, as
\|, a bar) in an entry with choices or slots must stand in the line, too, and any of them will do; so must a
slash or an opening quotation mark that is all there is of an alternative. Other punctuation counts for
nothing. An entry matches only with at least one word of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import RulesError
from pipeline.model import REMOVED_KINDS

SLOTS = ("n", "date", "name", "user", "word", "few", "any")
WORD_LISTS = ("date", "name", "agency")

_HEADER = re.compile(r"\[([a-z-]+) (strong|weak)( edge)?\]")
_WORDS_HEADER = re.compile(r"\[words ([a-z]+)\]")
_CONTROL_HEADER = re.compile(r"\[words (?:(thing) ([a-z-]+) (strong|weak)|(act)|(small))\]")
_SPECIAL = re.compile("[(){}]")
_SLOT = re.compile(r"\{([^{}]*)\}")
_INSIDE_WORD = re.compile("L\\((?:[^()]*\\|)?L|L(?:\\|[^()]*)?\\)L".replace("L", "[A-Za-zÀ-ɏͰ-ӿ]"))


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for all entries under one header."""

    language: str  # ISO 639-1, or mul for what all languages share
    kind: str  # one of REMOVED_KINDS
    strong: bool
    edge: bool = False  # only near the top or bottom
    marked: bool = False  # diacritics count


@dataclass(frozen=True, slots=True)
class Role:
    """What a word does in the text of a control: names a `thing` (of a kind), an `act`, or is `small`."""

    language: str
    name: str
    kind: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a section, in order, each with its line number (from 1)."""

    texts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        """Append one entry."""
        self.texts.append(text)
        self.lines.append(line)


@dataclass(frozen=True, slots=True)
class PhraseFile:
    """One file's entries: those that are looked up word for word, and those with choices or slots."""

    name: str
    plain: dict[Section, Entries] = field(default_factory=dict)
    patterns: dict[Section, Entries] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[Role, set[str]] = field(default_factory=dict)


def parse(name: str, text: str) -> PhraseFile:
    """Read the text of one phrase file named `<language>.txt`.

    Raises:
        RulesError: naming file and line.

    """
    result = PhraseFile(name)
    language = name.removesuffix(".txt")
    marked = False
    section: Section | Role | str | None = None
    plain = patterns = Entries()
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            section = _header(line, language, marked, f"{name}, line {number}")
            if isinstance(section, Section):
                plain = result.plain.setdefault(section, Entries())
                patterns = result.patterns.setdefault(section, Entries())
        elif section is None:
            marked = _directive(line, f"{name}, line {number}")
        elif isinstance(section, Role):
            result.roles.setdefault(section, set()).update(line.split())
        elif isinstance(section, str):
            result.words.setdefault(section, set()).update(line.split())
        elif _SPECIAL.search(line.replace("{n}", "")):
            line = line.replace("\\|", ":")
            _check(line, f"{name}, line {number}")
            patterns.add(line, number)
        else:
            plain.add(line.replace("{n}", "0"), number)
    return result


def _header(line: str, language: str, marked: bool, place: str) -> Section | Role | str:
    role = _CONTROL_HEADER.fullmatch(line)
    if role:
        thing, kind, strength, *others = role.groups()
        if thing and kind not in REMOVED_KINDS:
            raise RulesError(f"{place}: “{kind}” is not a kind; the kinds are {', '.join(REMOVED_KINDS)}")
        return Role(language, thing or next(filter(None, others)), kind or "", strength == "strong")
    words = _WORDS_HEADER.fullmatch(line)
    if words:
        if words[1] not in WORD_LISTS:
            raise RulesError(f"{place}: no word list is called “{words[1]}”; there are {', '.join(WORD_LISTS)}")
        return words[1]
    match = _HEADER.fullmatch(line)
    if not match:
        raise RulesError(f"{place}: “{line}” is no header; write [kind strong], [kind weak] or [kind weak edge]")
    kind, strength, edge = match.groups()
    if kind not in REMOVED_KINDS:
        raise RulesError(f"{place}: “{kind}” is not a kind; the kinds are {', '.join(REMOVED_KINDS)}")
    return Section(language, kind, strength == "strong", edge is not None, marked)


def _directive(line: str, place: str) -> bool:
    if line != "diacritics: keep":
        raise RulesError(f"{place}: “{line}” stands before the first header; write [kind strong] above it")
    return True


def _check(entry: str, place: str) -> None:
    """Refuse an entry whose slots or choices are not well formed."""
    for slot in _SLOT.findall(entry):
        if slot not in SLOTS:
            raise RulesError(f"{place}: no slot is called {{{slot}}}; there are {{{'}, {'.join(SLOTS)}}}")
    rest = _SLOT.sub("", entry)
    if "{" in rest or "}" in rest:
        raise RulesError(f"{place}: a brace has no partner in “{entry}”")
    depth = 0
    for char in rest:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    if depth:
        raise RulesError(f"{place}: a parenthesis has no partner in “{entry}”")
    if "(" in rest and _INSIDE_WORD.search(entry):
        raise RulesError(f"{place}: a choice stands inside a word in “{entry}”; write the words out")
    if not any(char.isalnum() or char == "©" for char in rest):
        raise RulesError(f"{place}: the entry is empty: “{entry}” has no word of its own")
