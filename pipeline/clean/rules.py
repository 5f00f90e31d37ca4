"""The rule set: every phrase file compiled into one lookup. Looks up one line; does not judge its surroundings.

A phrase is found by one dictionary access, a pattern by its first words (`patterns`), so the cost of a line
does not grow with the number of phrases. Lines too long for a phrase cost a look at their first words.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.clean.compiled import compiled
from pipeline.clean.composed import Composer, Control
from pipeline.clean.fold import NUMBER, close_up, fold, fold_all, fold_marked, is_wide, words_of
from pipeline.clean.patterns import PatternIndex
from pipeline.clean.phrasefile import Entries, PhraseFile, Section, parse
from pipeline.clean.spelled import Vocabulary
from pipeline.errors import RulesError

# Counts up when the same phrase files lead to other results because the code judges differently.
JUDGEMENT_VERSION = "7"

_LONGEST_LINE = 700  # characters; a longer line is a paragraph, not a phrase
_SHORT_LINE = 40  # characters; longer ones are folded only if their first two words open some phrase
_SENTENCE = re.compile(r"[.!?] ")
_SPELLED_LONGER = 1.5  # how much longer a line may be than its key: punctuation, long numbers
_SPELLED_OTHERWISE = 3  # words that a line may have beyond those of its pattern: loose punctuation
_SLOT_FIRST_LINE = 150  # characters of a line that may begin with a slot
_OPENING_WORDS = 3  # with fewer words in it, an opening tells nothing
_OPENING = 48  # characters that hold the first two words of almost any line
_LABEL = re.compile("[:：]")
_MARK = re.compile(r"[^\w\s'’.,?!-]|\s-\s")  # what parts a label from what it announces
_LANGUAGE = re.compile("[:/]")  # what stands about the language in a rule's name
_SLUG_WORDS = 10  # of a phrase in its rule's name
COMPOSED = "words:"  # how the names of rules begin that know a line by its words
_FULL_STOP = (".", "。", "．", "।", "۔", "።", "။", "។", "։")


@dataclass(frozen=True, slots=True)
class Match:
    """What a line on its own is known as."""

    kind: str  # one of REMOVED_KINDS
    rule: str  # stable and readable: phrase:de/advertisement/werbung
    strong: bool
    edge: bool = False  # counts only near the top or bottom
    exact: bool = False  # a phrase without slots other than numbers
    complete: bool = True  # not just words for a thing, as headings are, too


class RuleSet:
    """All phrases, compiled. Its answers never change; `version` names exactly this data and judgement."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Compile phrase files, given as their names (`de.txt`) and texts. Raises RulesError."""
        parsed = [parse(name, text) for name, text in sorted(texts.items())]
        self.version = self.base_version = _digest(texts)
        self.off: frozenset[str] = frozenset()
        self.but: frozenset[str] = frozenset()
        self._variants: dict[tuple[frozenset[str], frozenset[str]], RuleSet] = {}
        self.whole = self  # with nothing switched off
        self.agencies = _words(parsed, "agency")
        self._phrases: dict[str, tuple[Section, ...]] = {}
        self._marked: dict[str, set[str]] = {}
        self._openings: dict[str, int] = {}  # the first two words of longer phrases, with their longest key
        self.vocabulary = Vocabulary(_words(parsed, "date"), _words(parsed, "name"))
        self._composer = Composer(
            (role, word) for file in parsed for role, words in file.roles.items() for word in words
        )
        self._patterns = PatternIndex(
            self.vocabulary,
            ((section, entries.texts) for file in parsed for section, entries in file.patterns.items()),
        )
        for file in parsed:
            for section, entries in file.plain.items():
                self._add_phrases(file.name, section, entries)

    def without(self, names: Iterable[str], but: Iterable[str] = ()) -> RuleSet:
        """The same rules with some switched off: kinds (`share`), rules (`structure:date-line`) or groups of them.

        A group is the beginning of a rule's name that ends with a slash or colon: `phrase:de/`, `structure:`.
        `but` names, in the same ways, what stays on all the same. The version says what is off.
        """
        key = (self.off | frozenset(names), self.but | frozenset(but))
        if not key[0] or key == (self.off, self.but):
            return self
        if key not in self._variants:
            variant = copy.copy(self)
            variant.off, variant.but = key
            switched = {"off": "\n".join(sorted(variant.off)), "but": "\n".join(sorted(variant.but))}
            variant.version = _digest(switched, self.base_version)
            self._variants[key] = variant
        return self._variants[key]

    def allows(self, kind: str, rule: str) -> bool:
        """Whether a rule of this name, which removes lines as this kind, is switched on."""
        return not self.off or not _named(self.off, kind, rule) or _named(self.but, kind, rule)

    def may_match(self, text: str) -> bool:
        """Whether a line is worth folding: short, or beginning with the first words of some phrase."""
        if len(text) <= _SHORT_LINE:
            return True
        if len(text) > _LONGEST_LINE:
            return False
        opening = text[:_OPENING]
        words = words_of(fold(opening))
        if len(words) < _OPENING_WORDS or is_wide(opening):
            return True
        length = self._openings.get(f"{words[0]} {words[1]}", 0)
        longest = self._patterns.longest_opening_with(words[0], words[1])
        if not (length or longest or len(text) <= _SLOT_FIRST_LINE):
            return False
        sentence = _SENTENCE.split(text, maxsplit=1)[0]
        least = sentence.count(" ") - _SPELLED_OTHERWISE
        return (
            length * _SPELLED_LONGER >= len(sentence)
            or (longest > 0 and longest >= least)
            or (len(text) <= _SLOT_FIRST_LINE and self._patterns.may_begin_with_slot(words, least))
        )

    def wording(self, key: str, text: str, language: str | None = None) -> Match | None:
        """What a folded line is known as word for word; weak in one language, it may be strong in another."""
        match = self.phrase(key, text, language)
        if match is None or match.strong or " " not in key:
            return match
        other = self.pattern(key, text, language)
        if other is None or not (other.strong and other.exact and not other.edge):
            return match
        languages = {section.language for section in self._phrases.get(key, ())}
        return match if _LANGUAGE.split(other.rule)[1] in languages else other

    def phrase(self, key: str, text: str | None = None, language: str | None = None) -> Match | None:
        """What a folded line is known as, word for word; the article's language comes first."""
        sections: Iterable[Section] = self._phrases.get(key) or self._phrases.get(close_up(key), ())
        if text is not None and key in self._marked:
            spelled = fold_marked(text) in self._marked[key]
            sections = [section for section in sections if spelled or not section.marked]
        if not sections:
            return None
        name = "-".join("n" if word == NUMBER else word for word in key.split()[:_SLUG_WORDS])
        for section in sorted(sections, key=_preference(language)):
            rule = f"phrase:{section.language}/{section.kind}/{name}"
            if self.allows(section.kind, rule):
                return Match(section.kind, rule, section.strong, section.edge, exact=True)
        return None

    def pattern(self, key: str, text: str, language: str | None = None) -> Match | None:
        """What a line is known as by a pattern with choices or slots; `key` is the folded `text`."""
        rank = _preference(language)
        for pattern in self._patterns.find(words_of(key), text, lambda one: (rank(one.section), not one.exact)):
            section = pattern.section
            rule = f"pattern:{section.language}/{section.kind}/{pattern.slug}"
            if self.allows(section.kind, rule):
                strong = section.strong and not pattern.is_open
                strong = strong and (not pattern.announces or self._is_announced(section, text))
                return Match(section.kind, rule, strong, section.edge, pattern.exact)
        return None

    def composed(self, key: str, text: str, language: str | None = None) -> Match | None:
        """What a line is known as by its words alone; `key` is the folded `text`."""
        return self._by_words(self._composer.find(key, text, language))

    def partly_composed(self, key: str, text: str, language: str) -> Match | None:
        """What a line is known as by most of its words, in one language."""
        return self._by_words(self._composer.find_partly(key, text, language))

    def _by_words(self, control: Control | None) -> Match | None:
        if control is None:
            return None
        rule = f"{COMPOSED}{control.language}/{control.kind}"
        match = Match(control.kind, rule, control.strong, complete=control.complete)
        return match if self.allows(match.kind, match.rule) else None

    def is_date(self, key: str) -> bool:
        """Whether a folded line consists of the words of a date or time."""
        return self.vocabulary.is_date(words_of(key))

    def _is_announced(self, section: Section, text: str) -> bool:
        """Whether what a line announces is not the article's: “Tip: Keep your bills.”, “Video: 4K at 30 fps”.

        “Search for: ferry” announces something, “Search for survivors” is a heading.
        """
        if not _MARK.search(text):
            return False
        label, _, what = _LABEL.sub(":", text, count=1).partition(":")
        if section.kind == "credit":
            return not what.strip()[:1].isdigit()
        if text.rstrip().endswith(_FULL_STOP):
            return False
        label = fold(label)
        if section.kind != "related" or " " in label or is_wide(label):
            return True
        sections = self._phrases.get(label, ())
        return any(known.kind == "related" and known.language == section.language for known in sections)

    def _add_phrases(self, name: str, section: Section, entries: Entries) -> None:
        alone = (section,)
        keys = [close_up(key) for key in fold_all(entries.texts)]
        for key, line in zip(keys, entries.lines, strict=True):
            known = self._phrases.setdefault(key, alone)
            if known is not alone:
                self._phrases[key] = _joined(known, section, f"{name}, line {line}")
        if "" in self._phrases:
            line = entries.lines[keys.index("")]
            raise RulesError(f"{name}, line {line}: the entry is empty: it has no letter or digit")
        for key in keys:
            if len(key) > _SHORT_LINE // 2:
                opening = " ".join(words_of(key[:_OPENING])[:2])
                self._openings[opening] = max(len(key), self._openings.get(opening, 0))
        if section.marked:
            for key, text in zip(keys, entries.texts, strict=True):
                self._marked.setdefault(key, set()).add(fold_marked(text))


def _joined(known: tuple[Section, ...], section: Section, place: str) -> tuple[Section, ...]:
    for other in known:
        if other.language == section.language and other != section:
            raise RulesError(f"{place}: the entry stands in this file as {other.kind}, too; keep one of the two")
    return known if section in known else (*known, section)


def _preference(language: str | None) -> Callable[[Section], tuple[bool, bool, bool]]:
    """The order among sections that know the same line: the article's language, then what is certain."""
    return lambda section: (section.language != language, not section.strong, section.edge)


def _named(names: frozenset[str], kind: str, rule: str) -> bool:
    groups = tuple(name for name in names if name.endswith(("/", ":")))
    return kind in names or rule in names or rule.startswith(groups)


def _words(parsed: Iterable[PhraseFile], name: str) -> frozenset[str]:
    return frozenset(fold_all([word for file in parsed for word in sorted(file.words.get(name, ()))]))


def _digest(texts: Mapping[str, str], start: str = JUDGEMENT_VERSION) -> str:
    digest = hashlib.sha256(start.encode())
    for name, text in sorted(texts.items()):
        digest.update(f"\0{name}\0".encode() + text.encode())
    return digest.hexdigest()[:12]


@cache
def default_rules() -> RuleSet:
    """The rule set of this package, compiled once (and kept, see `compiled`). Raises RulesError."""
    folder = files("pipeline.clean").joinpath("phrases")
    texts = {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".txt")}
    return compiled({name: _decode(name, data) for name, data in texts.items()}, RuleSet)


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RulesError(f"{name}, line {line}: not UTF-8: {error.reason}") from error
