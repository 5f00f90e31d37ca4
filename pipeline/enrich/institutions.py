"""Names of institutions by the words they are made of: University of X, Institut für Y, X-Ministerium, Z GmbH."""

from __future__ import annotations

from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.nameforms import Forms

_LINK_WORDS = """
of for and de du des la le les del della di do da dos das y e et für
"""
_LINKS = frozenset(_LINK_WORDS.split())
_NATIONAL_WORDS = "amt gericht gerichtshof ministerium agentur bank rat wehr polizei anstalt institut"
_NATIONAL = tuple(_NATIONAL_WORDS.split())
# Endings of German institutions by gender, for the adjective before them: Deutscher Bund, Deutsches Institut.
_MASCULINE_WORDS = "bund verband verein rat hof dienst klub club tag fonds konzern verlag kreis"
_MASCULINE = tuple(_MASCULINE_WORDS.split())
_NEUTER_WORDS = "institut amt ministerium museum kreuz parlament gericht orchester theater zentrum werk haus"
_NEUTER = tuple(_NEUTER_WORDS.split())


class Institutions:
    """Recognises institutions in one text."""

    def __init__(self, forms: Forms, lexicon: Lexicon) -> None:
        self.forms = forms
        self.tokens = forms.tokens
        self.words = lexicon

    def has_word(self, at: int, stop: int) -> bool:
        """Whether one of the words is one of an institution."""
        return any(self._is_word(self.tokens.lower[index]) or self._is_legal(index) for index in range(at, stop))

    def at(self, at: int, end: int) -> tuple[int, float] | None:
        """The token after an institution's name that begins at `at`, and how sure that is."""
        if self.words.uses_case_for_nouns:
            return (
                self._legal(at, end)
                or self._compound(at, end)
                or self._headed(at, end)
                or self._described(at, end)
            )
        return self._legal(at, end) or self._row(at, end)

    def _is_word(self, lower: str) -> bool:
        if lower in self.words.institutions:
            return True
        return len(lower) > 6 and lower.endswith(self.words.institution_endings or ("\0",))

    def _is_legal(self, at: int) -> bool:
        return self.forms.bare[at] in self.words.legal

    def _legal(self, at: int, end: int) -> tuple[int, float] | None:
        """`Müller & Sohn GmbH`, `Acme Corp.`: a row of capitals that ends with a legal form."""
        stop = at
        while stop < min(end, at + 6) and (
            self.tokens.capital[stop] or self.tokens.text[stop] in ("&", "und", "and")
        ):
            if stop > at and self._is_legal(stop):
                if self.forms.is_common_noun(at):
                    return None
                return (
                    (stop + 1, 0.85)
                    if self.forms.can_be_name(at) and not self.forms.is_role(self.tokens.lower[at])
                    else None
                )
            stop += 1
        return None

    def _compound(self, at: int, end: int) -> tuple[int, float] | None:
        """`Kookmin-Universität`, `UN-Sicherheitsrat`, `Bundesumweltministerium`."""
        text, lower = self.forms.bare[at], self.tokens.lower[at]
        head, _, last = text.rpartition("-")
        if head and head[0].isupper():
            last = self._without_case(last)
            known = self._is_word(last.lower()) or last.lower() in (
                "rat",
                "bund",
                "amt",
                "gericht",
                "partei",
                "klinik",
            )
            return (self._with_place(at + 1, end), 0.7) if known and last[:1].isupper() else None
        base = lower.removesuffix("s") if len(lower) > 8 else lower
        if (lower.startswith("bundes") and base.endswith(_NATIONAL)) or (
            base.endswith("ministerium") and len(base) > 14
        ):
            return at + 1, 0.65
        return None

    def base(self, at: int, stop: int) -> str:
        """The name without the genitive of its last word: UN-Sicherheitsrates."""
        name = self.forms.name(at, stop)
        if not self.words.uses_case_for_nouns:
            return name
        if stop - at == 1:
            return self._without_case(name)
        words = name.split(" ")
        if words[0].lower() not in self.words.proper_adjectives or self._is_word(words[0].lower()):
            return name
        head = next(
            (i for i, word in enumerate(words) if self._is_word(self._without_case(word).lower())), len(words) - 1
        )
        words[head] = self._without_case(words[head])
        lower = words[head].lower()
        ending = "er" if lower.endswith(_MASCULINE) else "es" if lower.endswith(_NEUTER) else "e"
        return " ".join([_inflected(word, ending) for word in words[:head]] + words[head:])

    def _without_case(self, word: str) -> str:
        for ending in ("es", "s"):
            if word.endswith(ending) and self._is_word(word.removesuffix(ending).rpartition("-")[2].lower()):
                return word.removesuffix(ending)
        return word

    def _headed(self, at: int, end: int) -> tuple[int, float] | None:
        """`Universität Bonn`, `Amtsgericht Hannover`, `Institut für Weltwirtschaft`."""
        lower = self.tokens.lower[at]
        if at + 1 >= end or not lower.endswith(self.words.named_heads or ("\0",)):
            return None
        following = self.tokens[at + 1]
        if following.lower == "für" and at + 2 < end:
            stop = at + 2
            while stop < min(end, at + 7) and (
                self.tokens.capital[stop] or self.tokens.lower[stop] in ("und", "der", "des")
            ):
                stop += 1
            while not self.tokens.capital[stop - 1]:
                stop -= 1
            return (stop, 0.7) if stop > at + 2 else None
        placed = following.capital and following.kind == "word" and self.forms.can_be_name(at + 1)
        if placed and not self.forms.is_common_noun(at + 1) and not self.forms.after_role(at):
            return at + 2, 0.65
        return None

    def described(self, at: int, end: int) -> bool:
        """Whether the word before says that an organisation's name follows: `die Fluggesellschaft Alpi`."""
        before = self.tokens[at - 1] if at else None
        if before is None or at >= end or not self.words.uses_case_for_nouns:
            return False
        lower = (
            before.lower.removesuffix("n").removesuffix("e")
            if before.lower not in self.words.institutions
            else before.lower
        )
        ends = before.lower.endswith(self.words.described_heads or ("\0",)) or lower.endswith(
            self.words.described_heads or ("\0",)
        )
        return before.capital and ends

    def _described(self, at: int, end: int) -> tuple[int, float] | None:
        """`Technische Universität Berlin`, `Deutsche Umwelthilfe`: adjectives with a capital before the word."""
        stop = at
        while (
            stop < min(end, at + 4)
            and self.tokens.lower[stop] in self.words.proper_adjectives
            and self.tokens.capital[stop]
        ):
            stop += 1
        if (
            stop == at
            or stop >= end
            or not self.tokens.capital[stop]
            or not self._is_word(self.tokens.lower[stop])
        ):
            return None
        sure = 0.75 if not self.forms.is_opening(at) or stop - at > 1 else 0.6
        return self._with_place(stop + 1, end), sure

    def _with_place(self, stop: int, end: int) -> int:
        """With the town that follows: `Technische Universität Berlin`."""
        ordinary = stop >= end or not self.forms.can_be_name(stop) or self.forms.is_common_noun(stop)
        short = not ordinary and self.tokens.text[stop].isupper()
        return stop if ordinary or short or self.forms.is_given(stop) else stop + 1

    def _row(self, at: int, end: int) -> tuple[int, float] | None:
        """`University of Oxford`, `Ministère de la Culture`, `Kookmin University`."""
        stop = at
        limit = min(end, at + 9)
        last_word = None
        while stop < limit:
            lower = self.tokens.lower[stop]
            if self.tokens.capital[stop] and not (stop == at and lower in self.words.adverbs):
                last_word = stop
                stop += 1
                if self.forms.is_possessive(stop - 1):
                    break
            elif stop > at and lower in _LINKS and last_word is not None and self._link_leads(stop, limit, at):
                stop += 1
            else:
                break
        if last_word is None:
            return None
        stop = last_word + 1
        content = [index for index in range(at, stop) if self.tokens.capital[index]]
        words = [index for index in content if self._is_word(self.tokens.lower[index])]
        if not words or len(content) < 2 or self._is_other(content):
            return None
        described = all(
            self.tokens.lower[i] in self.words.institutions or self.tokens.lower[i] in self.words.not_names
            for i in content
        )
        return stop, 0.55 if described else 0.75

    def _is_other(self, content: list[int]) -> bool:
        """Whether the row is a person with a role, an event or a place after all."""
        first, last = self.tokens.lower[content[0]], self.tokens.lower[content[-1]]
        if last in self.words.things or last in self.words.place_after:
            return True
        if first in self.words.titles and first not in self.words.institutions:
            return True
        return any(self.tokens.lower[index] in self.words.roles and index != content[0] for index in content)

    def _link_leads(self, at: int, limit: int, first: int) -> bool:
        """Whether a linking word stands inside a name: an institution word before it, a capital soon after."""
        if not any(self._is_word(self.tokens.lower[index]) for index in range(first, at)):
            return False
        joins = self.tokens.lower[at] in ("and", "et", "y", "e")
        after = next((i for i in range(at + 1, min(limit, at + 3)) if self.tokens.capital[i]), None)
        between = after is not None and all(
            self.tokens.lower[i] in _LINKS | self.words.determiners for i in range(at + 1, after)
        )
        return between and not (joins and self.tokens.lower[at - 1] in self.words.institutions)


def _inflected(adjective: str, ending: str) -> str:
    """A German adjective with another ending; town names with -er stay as they are."""
    for old in ("en", "es", "er", "em", "e"):
        if adjective.endswith(old) and adjective.lower() not in _TOWNS:
            return adjective.removesuffix(old) + ending
    return adjective


_TOWN_WORDS = """
frankfurter berliner münchner kölner hamburger leipziger stuttgarter bremer zürcher wiener schweizer
norddeutscher
"""
_TOWNS = frozenset(_TOWN_WORDS.split()) - {"norddeutscher"}
