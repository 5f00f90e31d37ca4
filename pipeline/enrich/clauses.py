"""Subjects in a clause without a parser: the phrase before a verb or after it, as far as the clause reaches."""

from __future__ import annotations

from pipeline.enrich.phrases import NAME_IN_MARKS, Phrase, Phrases

_SKIPPED = 9  # tokens between a verb and its subject
_RELATIVE = frozenset(("that", "who", "which", "qui", "que", "die", "che", "som", "który", "która"))


class Clauses(Phrases):
    """Finds the phrases beside a verb."""

    def right(self, at: int, end: int, *, quoted: bool = False) -> Phrase | None:
        """The first noun phrase from token `at` on that no preposition governs.

        With `quoted`, a short quotation can be one: schrieb „Die Zeit“.
        """
        skipped = 0
        begin = at
        while at < end and skipped < _SKIPPED:
            token = self.tokens[at]
            if quoted and at == begin and token.kind == "quote" and token.end - token.start <= NAME_IN_MARKS:
                return at, at + 1
            if token.kind in ("quote", "break") or (token.kind == "mark" and token.text in ":;.!?"):
                return None
            found = self.extend(at, end) if self.starts(at, end) else None
            if found:
                return found
            if token.lower in self.words.prepositions:
                governed = self.extend(at + 1, end, appositions=False)
                at, skipped = (governed[1] if governed else at + 1), skipped + 2
            else:
                at, skipped = at + 1, skipped + 1
        return None

    def left(self, first: int, verb: int) -> Phrase | None:
        """The subject of a verb that follows it: the first noun phrase of the clause that ends at `verb`."""
        stop = verb
        while stop > first and self.tokens.lower[stop - 1] in self._loose and not self.is_pronoun(stop - 1):
            stop -= 1
        if stop > first and self.tokens.lower[stop - 1] in self.words.pronouns:
            return stop - 1, stop
        inserted = stop > first and self.tokens.text[stop - 1] in ",–—"  # X, who leads it, said
        at = self._sentence_start(first, stop) if inserted else self._clause_start(first, stop)
        antecedent = self.ending(first, at - 1) if self._is_relative(at, first) else None
        if antecedent:
            return antecedent
        if self.words.uses_case_for_nouns and self._is_object(at, first):
            return None
        return self._first_subject(at, stop)

    def _first_subject(self, at: int, stop: int) -> Phrase | None:
        """The first phrase between two tokens that no preposition governs."""
        while at < stop:
            if self.tokens.lower[at] in self.words.prepositions:
                if self.words.uses_case_for_nouns:
                    return None  # the verb stands second, so what is in front of it is no subject
                governed = self.extend(at + 1, stop, appositions=False)
                at = governed[1] if governed else at + 1
            elif self.starts(at, stop):
                found = self.extend(at, stop)
                if found:
                    return found
                at += 1
            else:
                at += 1
        return None

    def ending(self, first: int, stop: int) -> Phrase | None:
        """The longest noun phrase that ends right before token `stop`."""
        found = None
        for at in range(stop - 1, max(first, stop - 9) - 1, -1):
            if self.starts(at, stop):
                phrase = self.extend(at, stop, appositions=False)
                if phrase is None or phrase[1] != stop:
                    break
                found = phrase
        return found

    def _is_object(self, at: int, first: int) -> bool:
        """Whether the clause begins with what can't be its subject: `Den Unmut …`, `Als Begründung …`."""
        before = self.tokens.lower[at - 1] if at > first else ""
        return self.tokens.lower[at] in self.words.object_forms or before in ("als", "wie")

    def _clause_start(self, first: int, stop: int) -> int:
        at = stop
        while at > first:
            if self._divides(at - 1, first):
                break
            lower = self.tokens.lower[at - 1]
            if lower in self.words.conjunctions and not self.joins(at - 1, first, stop):
                fronted = self.words.uses_case_for_nouns and self.tokens.lower[first] in self.words.prepositions
                if not (fronted and lower == "und" and at - first <= 7):
                    break
            at -= 1
        return at

    def _sentence_start(self, first: int, stop: int) -> int:
        """After the last quote or colon before `stop`."""
        at = stop
        while at > first and not self._divides(at - 1, first):
            at -= 1
        return at

    def _divides(self, at: int, first: int) -> bool:
        """Whether a clause can't reach over a token: a quote, but not one that is a name in it; a colon."""
        if self.tokens.kind[at] == "quote":
            short = self.tokens.end[at] - self.tokens.start[at] <= NAME_IN_MARKS
            named = short and at > first and self.tokens.kind[at - 1] == "word"
            return not (named and at + 1 < len(self.tokens) and self.tokens.kind[at + 1] == "word")
        return self.tokens.kind[at] == "break" or self.tokens.text[at] in (":", ";", "…")

    def _is_relative(self, at: int, first: int) -> bool:
        """`the note that came with it read`: whether the clause describes the noun before it."""
        if at < first + 2 or self.tokens.lower[at - 1] not in _RELATIVE or self.tokens.kind[at - 2] != "word":
            return False
        return self.tokens.lower[at - 2] not in self._verbs and not self.starts_surely(at)
