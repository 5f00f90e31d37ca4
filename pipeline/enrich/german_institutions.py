"""Names of institutions in German: Universität X, Institut für Y, X-Ministerium; and English ones there."""

from __future__ import annotations

import re
from functools import cached_property

from pipeline.enrich.institutions import Institutions
from pipeline.enrich.lexicon import lexicon_of

_NATIONAL_WORDS = "amt gericht gerichtshof ministerium agentur bank rat wehr polizei anstalt institut"
_NATIONAL = tuple(_NATIONAL_WORDS.split())
# Endings of German institutions by gender, for the adjective before them: Deutscher Bund, Deutsches Institut.
_MASCULINE_WORDS = "bund verband verein rat hof dienst klub club tag fonds konzern verlag kreis"
_MASCULINE = tuple(_MASCULINE_WORDS.split())
_NEUTER_WORDS = "institut amt ministerium museum kreuz parlament gericht orchester theater zentrum werk haus"
_NEUTER = tuple(_NEUTER_WORDS.split())
# After these a purpose belongs to the name: Deutsches Zentrum für Luft- und Raumfahrt.
_PURPOSE_WORDS = (
    "zentrum institut gesellschaft stiftung akademie amt agentur behörde vereinigung verband verein anstalt"
)
_WITH_PURPOSE = tuple(_PURPOSE_WORDS.split())
_ADJECTIVE = re.compile(r"...(?:isch|lich|ell|ial|tig)(?:e|em|en|er|es)$")
_BETWEEN = frozenset(("und", "der", "des", "-"))


class GermanInstitutions(Institutions):
    """Recognises institutions in one text of a language whose nouns all have a capital."""

    def at(self, at: int, end: int) -> tuple[int, float] | None:
        """The token after an institution's name that begins at `at`, and how sure that is."""
        return (
            self._legal(at, end)
            or self._pair(at, end)
            or self._compound(at, end)
            or self._headed(at, end)
            or self._described(at, end)
            or self._english(at, end)
        )

    def base(self, at: int, stop: int) -> str:
        """The name without the genitive of its last word: UN-Sicherheitsrates."""
        name = self.forms.name(at, stop)
        if stop - at == 1:
            return self._without_case(name)
        words = name.split(" ")
        is_adjective = words[0].lower() in self.words.proper_adjectives or _ADJECTIVE.search(words[0].lower())
        if not is_adjective or self.is_word(words[0].lower()):
            return " ".join([self._without_case(words[0]), *words[1:]])
        head = next(
            (i for i, word in enumerate(words) if self.is_word(self._without_case(word).lower())), len(words) - 1
        )
        words[head] = self._without_case(words[head])
        lower = words[head].lower()
        ending = "er" if lower.endswith(_MASCULINE) else "es" if lower.endswith(_NEUTER) else "e"
        return " ".join([_inflected(word, ending) for word in words[:head]] + words[head:])

    def described(self, at: int, end: int) -> bool:
        """Whether the word before says that an organisation's name follows: `die Fluggesellschaft Alpi`."""
        if at == 0 or at >= end or not self.tokens.capital[at - 1]:
            return False
        before, heads = self.tokens.lower[at - 1], self.words.described_heads or ("\0",)
        if before.endswith(heads):
            return True
        return before not in self.words.institutions and before.removesuffix("n").removesuffix("e").endswith(heads)

    def _compound(self, at: int, end: int) -> tuple[int, float] | None:
        """`Kookmin-Universität`, `UN-Sicherheitsrat`, `Bundesumweltministerium`."""
        text, lower = self.forms.bare[at], self.tokens.lower[at]
        head, _, last = text.rpartition("-")
        if head and head[0].isupper():
            last = self._without_case(last)
            known = self.is_word(last.lower()) or last.lower() in (
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

    def _without_case(self, word: str) -> str:
        for ending in ("es", "s"):
            if word.endswith(ending) and self.is_word(word.removesuffix(ending).rpartition("-")[2].lower()):
                return word.removesuffix(ending)
        return word

    def _headed(self, at: int, end: int) -> tuple[int, float] | None:
        """`Universität Bonn`, `Amtsgericht Hannover`, `Institut für Weltwirtschaft`."""
        lower = self.tokens.lower[at]
        if at + 1 >= end or not lower.endswith(self.words.named_heads or ("\0",)):
            return None
        following = self.tokens[at + 1]
        if following.lower == "für":
            stop = self._past_purpose(at + 1, end)
            return (stop, 0.7) if stop > at + 1 else None
        placed = following.capital and following.kind == "word" and self.forms.can_be_name(at + 1)
        if placed and not self.forms.is_common_noun(at + 1) and not self.forms.after_role(at):
            return at + 2, 0.65
        return None

    def _past_purpose(self, at: int, end: int) -> int:
        """The token after `für Luft- und Raumfahrt`; `at` itself where nothing of that kind stands there."""
        if at >= end or self.tokens.lower[at] != "für":
            return at
        stop, limit = at + 1, min(end, at + 6)
        while stop < limit and (self.tokens.capital[stop] or self.tokens.lower[stop] in _BETWEEN):
            stop += 1
        while not self.tokens.capital[stop - 1] and stop > at + 1:
            stop -= 1
        return stop if stop > at + 1 else at

    def _described(self, at: int, end: int) -> tuple[int, float] | None:
        """`Technische Universität Berlin`, `Deutsche Umwelthilfe`: adjectives with a capital before the word."""
        stop = at
        while stop < min(end, at + 4) and self.tokens.capital[stop] and self._is_adjective(stop):
            stop += 1
        if stop == at or stop >= end or not self.tokens.capital[stop]:
            return None
        if not self.is_word(self._without_case(self.tokens.lower[stop])):
            return None
        sure = 0.75 if not self.forms.is_opening(at) or stop - at > 1 else 0.6
        if self._without_case(self.tokens.lower[stop]).endswith(_WITH_PURPOSE):
            longer = self._past_purpose(stop + 1, end)
            if longer > stop + 1:
                return longer, sure
        return self._with_place(stop + 1, end), sure

    def _is_adjective(self, at: int) -> bool:
        """Whether a word with a capital is an adjective, which has one only in a name."""
        if self.tokens.lower[at] in self.words.proper_adjectives:
            return True
        return not self.forms.is_opening(at) and _ADJECTIVE.search(self.tokens.lower[at]) is not None

    def _english(self, at: int, end: int) -> tuple[int, float] | None:
        """`California Institute of Technology` in a German text: no word of it is German."""
        foreign = self._foreign
        if foreign is None or at + 1 >= end or self._leads_to_name(at):
            return None
        found = foreign.row(at, end)
        if found is None:
            return None
        words = [index for index in range(at, found[0]) if self.tokens.capital[index]]
        is_foreign = any(self.tokens.lower[index] in self._foreign_words for index in words)
        return found if is_foreign and not any(map(self.forms.is_common_noun, words)) else None

    def _leads_to_name(self, at: int) -> bool:
        """Whether a German word says what the name after it is: `der Fernsehsender Sky News`."""
        lower = self.tokens.lower[at]
        if lower in self.words.function_words or self.forms.is_role(lower):
            return True
        heads = self.words.described_heads or ("\0",)
        return lower.endswith(heads) or lower.removesuffix("s").endswith(heads)

    @cached_property
    def _foreign(self) -> Institutions | None:
        """Recognises English institutions, if the text has a word of one."""
        return Institutions(self.forms, lexicon_of("en")) if self._foreign_words & {*self.tokens.lower} else None

    @cached_property
    def _foreign_words(self) -> frozenset[str]:
        """English words of institutions that are no German ones."""
        return lexicon_of("en").institutions - self.words.institutions - self.words.common_nouns

    def _with_place(self, stop: int, end: int) -> int:
        """With the town that follows: `Technische Universität Berlin`."""
        ordinary = stop >= end or not self.forms.can_be_name(stop) or self.forms.is_common_noun(stop)
        short = not ordinary and self.tokens.text[stop].isupper()
        return stop if ordinary or short or self.forms.is_given(stop) else stop + 1


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
