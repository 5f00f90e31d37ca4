"""The quotes of a text: what is said, by whom, with which verb, where it stands, and how sure that is.

Only what stands between quotation marks; indirect speech is not reported. Pure and linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.enrich.attribution import Attributor
from pipeline.enrich.lexicon import Lexicon, lexicon_of
from pipeline.enrich.marks import Span, find_spans
from pipeline.enrich.speakers import Person, resolve
from pipeline.enrich.tokens import Tokens, sentences, tokenise, with_quotes
from pipeline.enrich.unspaced import UNSPACED, speaker_beside
from pipeline.enrich.utterances import FLOOR, is_partial, score
from pipeline.enrich.ways import Attribution
from pipeline.model import Quote

_NEAR = 40  # characters between two quotes of one speaker
_END = frozenset(".!?…。！？؟")


def find_quotes(
    text: str, language: str | None, people: Sequence[Person] = (), words: Tokens | None = None
) -> tuple[Quote, ...]:
    """The quotes of `text` (paragraphs with a blank line between them), in its order.

    `people` are the persons and institutions named in it and where; they give speakers their full names.
    `words` are the tokens of the text, if they are known already.
    """
    lexicon = lexicon_of(language)
    spans = [span for span in find_spans(text) if span.depth == 0]
    if not spans:
        return ()
    ended = frozenset(
        number for number, span in enumerate(spans) if text[slice(*span.inner)].rstrip()[-1:] in _END
    )
    words = tokenise(text, language) if words is None else words
    tokens = with_quotes(words, [(span.start, span.end) for span in spans])
    parts = sentences(tokens, ended)
    attributor = Attributor(tokens, parts, lexicon, _in_names(tokens, people))
    attributions = _unspaced(text, spans, language) if language in UNSPACED else attributor.all()
    found = _candidates(text, spans, tokens, parts, attributions, lexicon)
    return tuple(resolve(found, attributor, text, people, lexicon))


def _unspaced(text: str, spans: Sequence[Span], language: str) -> dict[int, Attribution]:
    """The attributions in a language without spaces; a quote right after another is of the same speaker."""
    found: dict[int, Attribution] = {}
    for number, span in enumerate(spans):
        beside = speaker_beside(text[: span.start], text[span.end :], language)
        if beside:
            found[number] = Attribution("after", words=beside[0], verb=beside[1])
        else:
            last = spans[number - 1] if number else None
            near = last is not None and "\n" not in text[last.end : span.start] and span.start - last.end < _NEAR
            words = found[number - 1].words if near else None
            found[number] = Attribution("carried" if words else "none", words=words)
    return found


def _in_names(tokens: Tokens, people: Sequence[Person]) -> frozenset[int]:
    """The tokens that belong to the names of persons."""
    found: set[int] = set()
    for person in (person for person in people if person.kind == "person"):
        at = bisect_right(tokens.end, person.start)
        found.update(index for index in range(at, bisect_left(tokens.start, person.end, at)))
    return frozenset(index for index in found if tokens.kind[index] == "word")


def _candidates(
    text: str,
    spans: Sequence[Span],
    tokens: Tokens,
    parts: Sequence[tuple[int, int]],
    attributions: dict[int, Attribution],
    lexicon: Lexicon,
) -> Iterator[tuple[Quote, Attribution]]:
    for sentence in parts:
        for at in range(*sentence):
            if tokens.kind[at] != "quote":
                continue
            number = tokens.span[at]
            span, attribution = spans[number], attributions[number]
            inner = text[slice(*span.inner)].strip()
            sure = score(inner, at, sentence, tokens, attribution, lexicon)
            if inner and sure >= FLOOR:
                said = inner.rstrip(",").rstrip() if attribution.way == "after" else inner
                partial = is_partial(inner, at, sentence, tokens)
                yield (
                    Quote(said, None, True, None, attribution.verb, partial, span.start, span.end, sure),
                    attribution,
                )
