"""The ways in which one sentence says who spoke its quotes, in the order of their reliability.

What follows the quote (`…“, sagte X`), a source that is named (`nach Angaben von X`), what leads to it
(`X sagte: „…`), what comes later, a name and a colon.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.enrich.clauses import Clauses
from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.phrases import Phrase
from pipeline.enrich.tokens import Tokens
from pipeline.enrich.verbs import Verb, Verbs

Way = Literal["after", "before", "around", "according", "label", "carried", "subject", "none"]

_OF = (("du",), ("des",), ("del",), ("d'",), ("d’",))

_JOINT = frozenset(",–—-")

_CLITICS = frozenset(("se", "s'", "s’", "me", "m'", "m’", "lui", "leur", "si", "le", "les", "lo"))  # …, s’étonne X


@dataclass(frozen=True, slots=True)
class Attribution:
    """How one quote is attributed: the speaker's words as tokens, the verb, and the way it was found."""

    way: Way = "none"
    speaker: Phrase | None = None
    verb: str | None = None
    naming: bool = False  # the verb gives somebody's word for a thing
    words: str | None = None  # the speaker, where the language is written without spaces


class Ways:
    """Looks for the speaker of a quote within its sentence."""

    def __init__(
        self,
        tokens: Tokens,
        sentences: Sequence[Phrase],
        lexicon: Lexicon,
        names: frozenset[int] = frozenset(),
    ) -> None:
        self.tokens = tokens
        self.words = lexicon
        self.sentences = sentences
        self.phrases = Clauses(tokens, lexicon, names)
        self.verbs = Verbs(tokens, lexicon, self.phrases)
        self._leading = lexicon.according_after | {phrase[0] for phrase in lexicon.according}

    def of(
        self, at: int, first: int, end: int, verbs: list[Verb], earlier: list[int], found: dict[int, Attribution]
    ) -> Attribution:
        """The attribution of the quote at token `at`; `earlier` are the quotes before it in its sentence."""
        return (
            self._after(at, first, end)
            or self._so(at, first, end)
            or self.source(at, first, end)
            or self._before(at, first, verbs, earlier)
            or self._same_sentence(earlier, found)
            or self._around(at, first, end, verbs)
            or self._label(at, first)
            or Attribution()
        )

    def _after(self, at: int, first: int, end: int) -> Attribution | None:
        """`…“, sagte X`, `…,” X said`, `…“, so X`."""
        index = at + 1
        while index < len(self.tokens) and self.tokens.text[index] in _JOINT:
            index += 1
        clitic = index < len(self.tokens) and self.tokens.lower[index] in _CLITICS and index + 1 < len(self.tokens)
        index += clitic and not self.tokens.capital[index + 1]
        if index == at + 1 and self.is_inside(at, first):
            return None  # it is part of a phrase of the writer: Die „Zeit“ schreibt
        if index >= len(self.tokens) or self.tokens.kind[index] != "word":
            return None
        end = max(end, self._question_end(at, index))
        lower = self.tokens.lower[index]
        if lower in self.words.after_quote and index < end and self._leads(index + 1, end):
            return self._made("after", self.phrases.right(index + 1, end), lower)
        verb = self.verbs.group(index, end) or self.verbs.unknown(at, index, end)
        if verb:
            found = self._inverted(verb, end)
            if found and found.speaker is None:  # X, “…” dedi
                found = replace(found, speaker=self.phrases.right(first, at))
            return found
        phrase = self.phrases.extend(index, end) if self._can_lead(index, end) else None
        if phrase is None:
            return None
        following = self.verbs.group(self._past_adverbs(phrase[1], end), end)
        return self._made("after", phrase, self.tokens.lower[following[0]]) if following else None

    def is_inside(self, at: int, first: int) -> bool:
        """Whether the word before the quote leads to a noun, so that the quote stands for one."""
        if at == first or self.tokens.kind[at - 1] != "word":
            return False
        before = self.tokens.lower[at - 1]
        return before in self.words.determiners or before in self.words.prepositions or before in ("wie", "as")

    def _so(self, at: int, first: int, end: int) -> Attribution | None:
        """`…, so X`: in the sentence of the quote, but not beside it."""
        for index in range(first + 1, end - 1):
            if self.tokens.lower[index] in self.words.after_quote and self.tokens.text[index - 1] == ",":
                phrase = self.phrases.extend(index + 1, end) if self.phrases.starts(index + 1, end) else None
                follows = self.tokens[phrase[1]] if phrase and phrase[1] < end else None
                closed = follows is None or follows.text in (".", ",", ":", "weiter") or follows.kind == "break"
                if phrase and closed and not phrase[0] <= at < phrase[1]:
                    return self._made("after" if index > at else "before", phrase, self.tokens.lower[index])
        return None

    def _leads(self, index: int, end: int) -> bool:
        """Whether a speaker or a verb of saying follows `so`, not another clause."""
        return self.phrases.starts(index, end) or self.verbs.group(index, end) is not None

    def _can_lead(self, index: int, end: int) -> bool:
        return (
            index < end
            and self.phrases.starts(index, end)
            and self.tokens.lower[index] not in self.words.conjunctions
        )

    def _question_end(self, at: int, index: int) -> int:
        """`…?” Smith asked`: the sentence of the writer goes on though the quote ends one."""
        if self.words.uses_case_for_nouns or index != at + 1:
            return 0
        return self.sentences[bisect_right(self.sentences, index, key=lambda sentence: sentence[0]) - 1][1]

    def _past_adverbs(self, at: int, end: int) -> int:
        while at < end and (self.tokens.lower[at] in self.words.adverbs or self.tokens.text[at] == ","):
            if self.verbs.group(at, end):
                break
            at += 1
        return at

    def _inverted(self, verb: tuple[int, int], end: int) -> Attribution | None:
        text = self.tokens.lower[verb[0]]
        phrase = self.phrases.right(verb[1], end, quoted=True)
        if phrase and self.tokens.lower[phrase[0]] in ("es", "man", "it"):
            phrase = self._in_source(phrase[1], end)
        return self._made("after", phrase, text)

    def _in_source(self, at: int, end: int) -> Phrase | None:
        """`hieß es in einer Mitteilung`: what is named after the preposition."""
        if at < end and self.tokens.lower[at] in self.words.prepositions:
            return self.phrases.extend(at + 1, end, appositions=False)
        return None

    def _before(self, at: int, first: int, verbs: list[Verb], earlier: list[int]) -> Attribution | None:
        """`X sagte: „…`, `X hat … betont: „…`."""
        start = earlier[-1] + 1 if earlier else first
        leading = [verb for verb in verbs if start <= verb.at < at]
        if not leading:
            return None
        verb = leading[-1]
        subject = self.subject(verb, first, at)
        return Attribution("before", subject, verb.text, verb.naming)

    def subject(self, verb: Verb, first: int, end: int) -> Phrase | None:
        """Who does what the verb says, between two tokens."""
        if verb.text in self.words.cite and verb.anchor == verb.at and self.words.uses_case_for_nouns:
            return self.phrases.right(verb.at + 1, end)
        left = self.phrases.left(first, verb.anchor)
        right = self.phrases.right(verb.anchor + 1, end)
        subject = right if left is None or self._is_right_better(left, right, verb) else left
        if subject is None:
            subject = self._of_clause_before(first, verb.anchor)
        if subject and subject[1] - subject[0] == 1 and self.tokens.lower[subject[0]] in self.words.other_pronouns:
            return None
        return subject

    def _is_right_better(self, left: Phrase, right: Phrase | None, verb: Verb) -> bool:
        """Where an object may stand in front, the subject is the person, and what follows the verb at once."""
        if right is None or not self.words.uses_case_for_nouns or right[0] > verb.anchor + 3:
            return False
        if self.tokens.lower[verb.anchor + 1] in self.words.he:
            return True
        return self.phrases.is_personal(right) and not self.phrases.is_personal(left)

    def _of_clause_before(self, first: int, verb: int) -> Phrase | None:
        """`… lenkte er … und meldete sich`: the subject of the clause that this one continues."""
        for at in range(verb - 1, first - 1, -1):
            if self.tokens.lower[at] in self.words.he | self.words.she:
                return at, at + 1
        return self.phrases.right(first, verb)

    def _around(self, at: int, first: int, end: int, verbs: list[Verb]) -> Attribution | None:
        """The verb comes later in the sentence: `als „…“ bezeichnete X`, `hat X „…“ genannt`."""
        verb = next((verb for verb in verbs if verb.at > at), None)
        if verb is None:
            return None
        subject = self.subject(verb, first, end)
        if subject and subject[0] < at < subject[1]:
            subject = None
        return Attribution("around", subject, verb.text, verb.naming)

    def source(self, at: int, first: int, end: int) -> Attribution | None:
        """`nach Angaben von X`, `according to X`, `X zufolge`, in the sentence of the quote."""
        for index, lower in enumerate(self.tokens.lower[first:end], first):
            if lower not in self._leading:
                continue
            for phrase in self.words.according:
                if phrase[0] == lower and self._matches(phrase, index):
                    speaker = self._source_phrase(index + len(phrase), at if index < at < end else end)
                    if speaker and not speaker[0] <= at < speaker[1]:
                        return Attribution("according", speaker, " ".join(phrase))
            if lower in self.words.according_after and index > first:
                speaker = self.phrases.ending(first, index)
                if speaker:
                    return Attribution("according", speaker, lower)
        return None

    def _source_phrase(self, at: int, end: int) -> Phrase | None:
        """The phrase after `nach Angaben`; a linking word between them is left out."""
        if at < end and self.tokens.lower[at] in ("von", "vom", "of", "de", "del", "di"):
            at += 1
        return self.phrases.extend(at, end)

    def _matches(self, phrase: tuple[str, ...], at: int) -> bool:
        words = tuple(self.tokens.lower[at : at + len(phrase)])
        if words != phrase and not (words[:-1] == phrase[:-1] and phrase[-1] == "de" and words[-1:] in _OF):
            return False
        if len(phrase) == 1 and phrase[0] in ("für", "pour", "para", "per"):
            # "Für X ist das …": a view only at the start of the sentence, and of somebody with a capital.
            lead = at == 0 or self.tokens.kind[at - 1] in ("break", "quote") or self.tokens.text[at - 1] in ".!?"
            view = self.phrases.extend(at + 1, len(self.tokens), appositions=False)
            return lead and (self.phrases.is_personal(view) or self.tokens.capital[at + 1])
        return True

    def _same_sentence(self, earlier: list[int], found: dict[int, Attribution]) -> Attribution | None:
        if not earlier:
            return None
        before = found.get(self.tokens.span[earlier[-1]])
        if before is None or before.speaker is None or before.way == "subject":
            return None
        return replace(before, way="carried")

    def _label(self, at: int, first: int) -> Attribution | None:
        """`Innenminister Schäuble: „…`: a name and a colon."""
        if at == first or self.tokens.text[at - 1] != ":":
            return None
        phrase = self.phrases.right(first, at)
        if phrase is None or self.tokens.lower[phrase[0]] in self.words.possessives:
            return None
        if not self.phrases.is_personal(phrase) and phrase[1] < at - 1:
            return None  # it is no person, and not all that stands before the colon
        return Attribution("label", phrase)

    def _made(self, way: Way, phrase: Phrase | None, verb: str) -> Attribution:
        return Attribution(way, phrase, verb, verb in self.words.name_as)
