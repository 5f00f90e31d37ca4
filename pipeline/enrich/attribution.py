"""Who is said to have said each quote of a text: the words in it that name the speaker, and the verb.

Works sentence by sentence on tokens in which each quote is one token, and keeps in mind who is speaking: what a
sentence leaves open, the ones before it or the quote right after it answer. Who "er" is, `speakers` says.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.enrich.phrases import Phrase
from pipeline.enrich.verbs import Verb
from pipeline.enrich.ways import Attribution, Way, Ways


class Attributor(Ways):
    """Finds the attributions of the quotes in one text."""

    def all(self) -> dict[int, Attribution]:
        """The attribution of every quote, by its number."""
        found: dict[int, Attribution] = {}
        current: Phrase | None = None  # who is speaking, as far as the paragraph says
        before: Phrase | None = None  # who spoke last in the paragraph before, if it ended with a quote
        for first, end in self.sentences:
            quotes = [at for at, kind in enumerate(self.tokens.kind[first:end], first) if kind == "quote"]
            verbs = self.verbs.between(first, end)
            for at in quotes:
                attribution = self.of(at, first, end, verbs, [q for q in quotes if q < at], found)
                if attribution.speaker is None and attribution.way in ("none", "before", "around", "after"):
                    opens = first == 0 or self.tokens.kind[first - 1] == "break"
                    attribution = self._carried(attribution, current or (before if opens else None), first, end)
                found[self.tokens.span[at]] = attribution
                if attribution.speaker and attribution.way != "subject":
                    current = attribution.speaker
            if not quotes:
                current = self._after_sentence(first, end, verbs, current)
            if self.tokens.kind[end - 1] == "break":
                quoted = "quote" in self.tokens.kind[max(first, end - 3) : end]
                before = current if quoted else None
                current = None if not self._colon_before(end - 1) else current
        return self._filled_back(found)

    def _carried(self, attribution: Attribution, current: Phrase | None, first: int, end: int) -> Attribution:
        """Who was speaking before goes on, as long as the sentence says nothing else."""
        if current is not None and (attribution.way != "none" or self._goes_on(first, end)):
            way: Way = "carried" if attribution.way == "none" else attribution.way
            return replace(attribution, way=way, speaker=current)
        if attribution.way == "none":
            subject = self.phrases.right(first, end)
            return (
                Attribution("subject", subject) if subject and self.phrases.is_personal(subject) else attribution
            )
        return attribution

    def _goes_on(self, first: int, end: int) -> bool:
        """Whether the sentence is nothing but quotes, or is told as somebody's words."""
        if self.tokens.kind[first:end].count("word") <= 2:
            return True
        words = self.tokens.lower[first:end]
        return not (self.words.reported.isdisjoint(words) and self.words.pronouns.isdisjoint(words))

    def _after_sentence(self, first: int, end: int, verbs: list[Verb], current: Phrase | None) -> Phrase | None:
        """Who is speaking after a sentence without a quote."""
        if verbs:
            subject = self.subject(verbs[0], first, end)
            return subject or current
        source = self.source(first - 1, first, end)
        if source:
            return source.speaker
        if not self.words.reported.isdisjoint(self.tokens.lower[first:end]):
            return current
        return self._colon_subject(first, end) or current

    def _colon_subject(self, first: int, end: int) -> Phrase | None:
        return self.phrases.right(first, end) if end > first + 1 and self._colon_before(end - 1) else None

    def _colon_before(self, at: int) -> bool:
        return at > 0 and self.tokens.text[at - 1] == ":"

    def _filled_back(self, found: dict[int, Attribution]) -> dict[int, Attribution]:
        """A quote without a speaker right before one that has it, in the same paragraph: the same speaker."""
        quotes = [at for at, kind in enumerate(self.tokens.kind) if kind == "quote"]
        for at in reversed(quotes[:-1]):
            span = self.tokens.span[at]
            if found[span].way in ("none", "subject") and self.tokens.kind[at + 1] == "quote":
                following = found[self.tokens.span[at + 1]]
                if following.way == "after":
                    found[span] = replace(following, way="carried")
        return found
