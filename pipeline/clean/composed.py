"""Recognise the text of a control by its words alone: “Show 3 previous replies”, “This comment has been hidden”.

Software says the same few things in ever new wordings. A short line is a control's if one language knows
every word of it as a *thing* that controls are about, an *act* that is done with it or has been, or a *small*
word between the two. That is certain only where it has an act and a thing that articles are seldom about, when
the name of a site or a reader may stand in it, too; or, in a whole statement in the article's language or
English, where one is mailed or passed on: a link, a subscription. A line with a word or two that are not known
is *partly* known: that says something only below an article. Does not judge surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.clean.capitals import NOUNS_ARE_CAPITALISED, is_part_of_a_text, names_of
from pipeline.clean.fold import NUMBER, close_up, fold, is_wide, words_of
from pipeline.clean.phrasefile import Role

_MOST_WORDS, _LONGEST_WIDE = 24, 90  # words of a line; characters where a script has no spaces
_KNOWN_PER_UNKNOWN, _MOST_UNKNOWN = 2, 2  # words of a line that is partly known
_KNOWN_PER_UNKNOWN_WIDE, _MOST_UNKNOWN_WIDE = 3, 5  # the same in characters
_MOST_WORDS_WITHOUT_ACT = 6  # of a line that is partly known
_MOST_WORDS_OF_A_NAME = 2  # “the answer”, “the end”
_MOST_WORDS_WITHOUT_THING = 6  # of a line that says only what is done
_MOST_NAMES = 3  # words of a name
_WORDS_OF_A_STATEMENT = 4  # “the search goes on” is news; so is “the site has been closed”
_MAILED_OR_PASSED_ON = frozenset({"newsletter", "share"})
_SHORTEST_STEM = 2  # characters of a word's part that tells
_LONGEST_WORD_WIDE = 18
_POINT = re.compile(r"\s*[-–—*•·▪]\s")  # of a list, which has names of things, too
_LATIN = re.compile(r"(?<![a-z])[a-z]+")  # a name amid another script
_SHARED = "mul"  # words that stand in lines of any language: names of services
COMMON = "en"  # the language of much software, whatever the article's


@dataclass(frozen=True, slots=True)
class Control:
    """What a line is about, in which language."""

    language: str
    kind: str
    strong: bool
    complete: bool  # says more than the name of a thing


@dataclass(frozen=True, slots=True)
class _Found:
    """What has been found in a line so far."""

    thing: Role | None = None
    kinds: frozenset[str] = frozenset()  # of all its things
    act: bool = False
    small: bool = False
    names: int = 0
    unknown: int = 0

    def with_role(self, role: Role) -> _Found:
        if role.name == "thing":
            better = self.thing is None or (role.strong and not self.thing.strong)
            return replace(self, thing=role if better else self.thing, kinds=self.kinds | {role.kind})
        return replace(self, act=True) if role.name == "act" else replace(self, small=True)

    def with_name(self) -> _Found:
        return _Found(self.thing, self.kinds, self.act, self.small, self.names + 1, self.unknown)

    def with_unknown(self) -> _Found:
        return replace(self, unknown=self.unknown + 1)


class Composer:
    """The words of controls of all languages."""

    def __init__(self, roles: Iterable[tuple[Role, str]]) -> None:
        """Take words with their roles; `word*` stands for all that begin so, `*word` for all that end so."""
        self._words: dict[str, dict[str, Role]] = {}
        self._beginnings: dict[str, dict[str, Role]] = {}
        self._ends: dict[str, dict[str, Role]] = {}
        self._wide: dict[str, dict[str, Role]] = {}
        self._languages: set[str] = set()
        for role, word in roles:
            self._languages.add(role.language)
            key = fold(word)
            table = self._ends if word.startswith("*") else self._beginnings if word.endswith("*") else self._words
            *parts, last = key.split() or [key]  # an apostrophe parts a word: oʻqish, don't
            for part in parts:
                self._words.setdefault(part, {}).setdefault(role.language, Role(role.language, "small"))
            table.setdefault(last, {}).setdefault(role.language, role)
            if is_wide(key):
                self._wide.setdefault(role.language, {}).setdefault(key, role)
        for words in self._wide.values():
            words |= {word: roles[_SHARED] for word, roles in self._words.items() if _SHARED in roles}
        known: dict[frozenset[tuple[str, Role]], dict[str, Role]] = {}
        for table in (self._words, self._beginnings, self._ends):  # words of the same roles share them
            table |= {word: known.setdefault(frozenset(roles.items()), roles) for word, roles in table.items()}
        self._letters = {code: frozenset("".join(words)) for code, words in self._wide.items()}

    def find(self, key: str, text: str, language: str | None = None) -> Control | None:
        """What the line `text` with this key says, or None; the article's language comes first."""
        if is_wide(key):
            return self._find_wide(close_up(key), language)
        words = words_of(key)
        if len(words) > _MOST_WORDS or _POINT.match(text):
            return None
        names: frozenset[str] | None = None
        all_roles = []
        for word in words:  # most lines hold one that no control has
            roles = self._roles(word)
            if not roles and word != NUMBER:
                names = names_of(text) if names is None else names
                if word not in names:
                    return None
            all_roles.append(roles)
        found: Mapping[str, _Found] | None = None
        for word, roles in zip(words, all_roles, strict=True):
            after = self._after(word, roles, found)
            if found is None or len(after) < len(found):
                names = names_of(text) if names is None else names
                if word in names:
                    after = self._after_name(found) | after
            found = after
            if not found:
                return None
        return _with_certainty(_best(found or {}, language, len(words)), found or {}, text, language)

    def find_partly(self, key: str, text: str, language: str) -> Control | None:
        """What a line says of which one language knows most: one word or two may be any."""
        if is_wide(key):
            return self._find_partly_wide(close_up(key), language)
        words = [word for word in words_of(key) if word != NUMBER]
        found, names = _Found(), names_of(text)
        for word in words if len(words) <= _MOST_WORDS else ():
            roles = self._roles(word)
            role = roles.get(language) or roles.get(_SHARED)
            found = found.with_role(role) if role else found.with_unknown()
            if role is None and word in names:
                found = found.with_name()
            if found.unknown > _MOST_UNKNOWN:
                return None
        known = len(words) - found.unknown
        return _partly(language, found, len(words)) if known >= found.unknown * _KNOWN_PER_UNKNOWN else None

    def _find_partly_wide(self, text: str, language: str) -> Control | None:
        words = self._wide.get(language)
        found = _spans(text, words, _MOST_UNKNOWN_WIDE) if words and len(text) <= _LONGEST_WIDE else None
        if found is None or len(text) < found.unknown * (_KNOWN_PER_UNKNOWN_WIDE + 1):
            return None
        return _partly(language, found, found.unknown)

    def _after(self, word: str, roles: dict[str, Role], found: Mapping[str, _Found] | None) -> dict[str, _Found]:
        """What has been found after one more word, by language."""
        if word == NUMBER:
            return dict(found or dict.fromkeys(self._languages, _Found()))
        shared = roles.pop(_SHARED, None)
        if shared:
            before = found or dict.fromkeys(self._languages, _Found())
            return {language: one.with_role(roles.get(language, shared)) for language, one in before.items()}
        if found is None:
            return {language: _Found().with_role(role) for language, role in roles.items()}
        return {language: one.with_role(roles[language]) for language, one in found.items() if language in roles}

    def _after_name(self, found: Mapping[str, _Found] | None) -> dict[str, _Found]:
        if found is None:
            return dict.fromkeys(self._languages - NOUNS_ARE_CAPITALISED, _Found(names=1))
        different = {id(one): one for one in found.values()}  # most languages have found the same so far
        named = {key: one.with_name() for key, one in different.items()}
        return {
            language: named[id(one)]
            for language, one in found.items()
            if one.names < _MOST_NAMES and language not in NOUNS_ARE_CAPITALISED
        }

    def _roles(self, word: str) -> dict[str, Role]:
        roles: dict[str, Role] = {}
        for length in range(_SHORTEST_STEM, len(word) + 1):  # the longest part of a word that is known counts
            beginning, end = word[:length], word[-length:]
            if end in self._ends:
                roles |= self._ends[end]
            if beginning in self._beginnings:
                roles |= self._beginnings[beginning]
        if word in self._words:
            roles |= self._words[word]
        return roles

    def _find_wide(self, text: str, language: str | None) -> Control | None:
        if len(text) > _LONGEST_WIDE:
            return None
        letters = frozenset(filter(is_wide, text))
        able = (code for code, known in self._letters.items() if letters <= known)  # few are
        found = {code: one for code in able if (one := _spans(text, self._wide[code]))}
        return _best(found, language)


def _spans(text: str, words: Mapping[str, Role], most_unknown: int = 0) -> _Found | None:
    """What a line without spaces says in the way of cutting it into words that says most."""
    reached: list[dict[_Found, None]] = [{} for _ in range(len(text) + 1)]
    reached[0][_Found()] = None
    for at in range(len(text)):
        for one in reached[at]:
            if text[at] in {" ", NUMBER}:
                reached[at + 1][one] = None
            elif (name := _LATIN.match(text, at)) and one.names < _MOST_NAMES:
                reached[name.end()][one.with_name()] = None
            for end in range(at + 1, min(at + _LONGEST_WORD_WIDE, len(text)) + 1):
                role = words.get(text[at:end])
                if role:
                    reached[end][one.with_role(role)] = None
            if one.unknown < most_unknown:
                reached[at + 1][one.with_unknown()] = None
    return max(reached[-1], key=_rank, default=None)


def _rank(found: _Found) -> tuple[int, bool, bool, bool, bool]:
    certain = found.thing is not None and found.thing.strong and found.act
    return (-found.unknown, certain or not found.names, certain, found.act, found.thing is not None)


def _best(found: Mapping[str, _Found], language: str | None, words: int = 0) -> Control | None:
    telling = ((code, one) for code, one in found.items() if code != _SHARED and (one.act or one.thing))
    controls = (_control(code, one, words) for code, one in telling)
    best = max(
        filter(None, controls), key=lambda one: (one.strong, one.language == language, one.language), default=None
    )
    if best is None or best.strong or words != 1 or best.language in {language or best.language, COMMON}:
        return best
    return None  # one word looks like many a word of other languages


def _with_certainty(
    control: Control | None, found: Mapping[str, _Found], text: str, language: str | None
) -> Control | None:
    """The same, certain if it says at some length what is done with what only controls bring together."""
    if control is None or control.strong or control.language not in {language or control.language, COMMON}:
        return control
    one, words = found[control.language], len(words_of(fold(text)))
    of_controls = not one.kinds.isdisjoint(_MAILED_OR_PASSED_ON)
    is_statement = one.act and not one.names and words >= _WORDS_OF_A_STATEMENT
    return replace(control, strong=of_controls and is_statement and not is_part_of_a_text(text, control.language))


def _control(language: str, found: _Found, words: int = 0) -> Control | None:
    """What the words of a line say together."""
    strong = found.act and found.thing is not None and found.thing.strong
    if found.names and not strong:
        return None
    complete = (found.act and found.thing is not None) or not 0 < words <= _MOST_WORDS_OF_A_NAME
    if found.thing is None:
        is_short = words <= _MOST_WORDS_WITHOUT_THING
        return Control(language, "navigation", strong=False, complete=complete) if found.act and is_short else None
    if found.thing.kind == "byline" and not (found.act or found.small):
        return None  # "10 minutes" of a recipe
    return Control(language, found.thing.kind, strong, complete)


def _partly(language: str, found: _Found, words: int) -> Control | None:
    """What the known words of a line say if they name a thing: with what is done, or in a few words, no names."""
    if found.thing is None:
        return None
    is_short = found.unknown <= 1 and words <= _MOST_WORDS_WITHOUT_ACT and not found.names
    if not (found.act or found.thing.strong or is_short):
        return None
    return Control(language, found.thing.kind, strong=False, complete=found.act)
