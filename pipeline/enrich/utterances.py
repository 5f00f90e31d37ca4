"""Whether what stands between quotation marks was said by somebody: points for and against, made a score.

Titles, names, so-called things and single words that the writer keeps at a distance stand between the same
marks as speech. The points were chosen by hand on texts of the project's own writing and checked against
annotated ones; a quote below `FLOOR` is not reported.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.tokens import Token, Tokens
from pipeline.enrich.ways import Attribution

FLOOR = 0.5
_THRESHOLD = 1.3  # points at which speech and scare quote are equally likely
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d+")
_BY_CHARACTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_END = frozenset(".!?…,。！？؟")
_SMALL_WORDS = """
of the and de la du des le les el los van von der die das und für in im zum zur a an to di da do e y et
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_LENGTH = ((15, 2.3), (8, 1.7), (5, 0.9), (4, 0.4), (3, 0.1), (2, -0.3), (1, -1.2), (0, -5.0))
_LIKE = frozenset(("als", "as", "comme", "como", "come"))
_WAYS = {
    "after": 2.6, "before": 1.3, "around": 0.8, "according": 1.2, "label": 1.0, "carried": 0.8,
    "subject": 0.0, "none": 0.0,
}  # fmt: skip


def score(
    inner: str,
    at: int,
    sentence: tuple[int, int],
    tokens: Tokens,
    attribution: Attribution,
    lexicon: Lexicon,
) -> float:
    """How likely the quote at token `at`, whose text without marks is `inner`, is speech: 0 to 1."""
    words = _WORD.findall(inner)
    count = len(words) if not _BY_CHARACTER.search(inner) else len(_BY_CHARACTER.findall(inner)) // 2
    points = _of_text(inner, words, count, lexicon) + _of_surroundings(at, sentence, tokens, count, lexicon)
    points += _WAYS[attribution.way] + (1.4 if attribution.naming and count <= 6 else 0.0)
    if _is_naming(at, sentence, tokens, attribution, lexicon):
        points -= 2.0
    if words and _is_title(words, inner, lexicon):
        points -= _title_penalty(at, sentence[0], tokens, attribution, count, lexicon)
    return round(1 / (1 + math.exp(_THRESHOLD - points)), 3)


def is_partial(inner: str, at: int, sentence: tuple[int, int], tokens: Tokens) -> bool:
    """Whether the quote is a fragment in a sentence of the writer, not a sentence of its own."""
    before = tokens[at - 1] if at > sentence[0] else None
    if before is None or before.kind in ("break", "quote") or before.text in ":–—":
        return False
    if before.text in ".,!?" and inner[:1].isupper():
        return False
    return not (inner[:1].isupper() and inner.rstrip()[-1:] in ".!?…")


def _of_text(inner: str, words: list[str], count: int, lexicon: Lexicon) -> float:
    points = next(value for least, value in _LENGTH if count >= least)
    lower = [word.lower() for word in words]
    if count >= 2 and inner.rstrip()[-1:] in _END:
        points += 0.8
    if any(word in lexicon.first_person for word in lower):
        points += 1.0
    if count >= 2 and inner[:1].islower():
        points += 0.6
    if count == 1 and lower and (lower[0] in lexicon.adverbs or len(lower[0]) <= 2):
        points -= 2.0
    if "://" in inner or re.search(r"\w\.(?:com|org|de|net|fr|uk)\b", inner):
        points -= 2.5
    return points


def _is_naming(
    at: int, sentence: tuple[int, int], tokens: Tokens, attribution: Attribution, lexicon: Lexicon
) -> bool:
    """Whether the verb tells what something is called: `das Schiff heißt „Beluga“`, `nennt man „Split“`."""
    if attribution.way not in ("before", "around"):
        return False
    near = tokens.lower[max(sentence[0], at - 5) : min(sentence[1], at + 3)]
    if attribution.verb in lexicon.name_of:
        return not any(word in ("es", "it") for word in near)
    return attribution.naming and any(word in ("sich", "man", "itself", "themselves") for word in near)


def _title_penalty(
    at: int, first: int, tokens: Tokens, attribution: Attribution, count: int, lexicon: Lexicon
) -> float:
    """What looks like a name is none where somebody gives his word for a thing: `nannte es einen „Putsch“`."""
    before = tokens.lower[at - 1] if at > first else ""
    if not lexicon.speech_nouns.isdisjoint(tokens.lower[max(first, at - 4) : at]):
        return 0.2
    definite = before in lexicon.contracted or (
        before in lexicon.determiners and not before.startswith(("ein", "kein", "un", "a"))
    )
    if definite or not lexicon.uses_case_for_nouns:
        return (
            1.5 if attribution.naming and count <= 3 and not definite else 2.2 if count > 4 and definite else 1.6
        )
    return 0.2 if attribution.naming and count <= 4 else 1.2


def _is_title(words: list[str], inner: str, lexicon: Lexicon) -> bool:
    """Whether it is written as names of works and things are: capitals throughout, no end of a sentence."""
    if len(words) > 16 or inner.rstrip()[-1:] in ".,!?…":
        return False
    small = lexicon.prepositions | lexicon.determiners | _SMALL
    content = [word for word in words if word.lower() not in small]
    return bool(content) and words[0][:1].isupper() and all(not word[:1].islower() for word in content)


def _of_surroundings(at: int, sentence: tuple[int, int], tokens: Tokens, count: int, lexicon: Lexicon) -> float:
    first, end = sentence
    before = tokens.between(max(first, at - 4), at)
    said = not lexicon.say.isdisjoint(tokens.lower[first:at])
    after = tokens[at + 1] if at + 1 < end else None
    points = _led_to(before, after, count, said, lexicon)
    points += _followed(tokens[at], before, after, count)
    if not lexicon.reported.isdisjoint(tokens.lower[first:end]):
        points += 0.7
    if count >= 3 and "word" not in tokens.kind[first:end]:
        points += 1.3
    return points


def _led_to(before: Sequence[Token], after: Token | None, count: int, said: bool, lexicon: Lexicon) -> float:
    """Points for the words before the quote: a colon, `als`, an article; `said`: a verb of saying among them."""
    points = 0.0
    last = before[-1].lower if before else ""
    colon = last == ":"
    if any(token.lower in lexicon.speech_nouns for token in before):
        points += 1.2 if said or colon else -0.4
    if count <= 3 and said and last in lexicon.copula:
        points += 1.4
    if last in _LIKE and after is not None:
        points += 0.7
    if last.startswith(("ein", "kein")) and lexicon.uses_case_for_nouns:
        points += 0.4
    if after is not None and after.lower in lexicon.say and last in lexicon.determiners | lexicon.prepositions:
        points -= 1.0
    if _labelled(before, lexicon):
        points -= 1.2 if colon and count > 4 else 2.6
    return points + (1.4 if colon else 0.0)


def _followed(quote: Token, before: Sequence[Token], after: Token | None, count: int) -> float:
    """Points for what follows the quote: brackets around it, a hyphen, a noun that it describes."""
    if after is None:
        return 0.0
    points = 0.0
    if before and before[-1].text == "(" and after.text == ")":
        points -= 1.0
    if quote.end == after.start and after.text == "-":
        points -= 2.5
    if after.capital and count <= 2:
        points -= 0.6
    return points


def _labelled(before: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words before say that a name or a so-called thing follows."""
    near = [token for token in before if token.kind == "word"][-3:]
    if any(token.lower in lexicon.so_called for token in near[-2:]):
        return True
    if near and _is_label(near[-1].lower, lexicon):
        return True
    loose = lexicon.copula | lexicon.aux | lexicon.adverbs | lexicon.prepositions | lexicon.determiners
    return len(near) > 1 and near[-1].lower not in loose and _is_label(near[-2].lower, lexicon)


def _is_label(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.labels:
        return True
    if not lexicon.uses_case_for_nouns:
        return False
    last = word.rsplit("-", 1)[-1]
    return last in lexicon.labels or any(last.endswith(label) for label in lexicon.labels if len(label) > 3)
