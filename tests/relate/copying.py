"""Texts, and what editors make of them: words replaced, dropped and put in, residue added, a half cut away."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.generated import Generator

GRADES = (0.05, 0.15, 0.30)  # of the words that are edited
_RESIDUE = (
    "Advertisement",
    "Read also: what the neighbours say about the new bridge",
    "Subscribe to our newsletter and never miss a story again.",
    "Leave a Reply. Your email address will not be published. Required fields are marked *",
    "© 2024 All rights reserved. Reproduction only with written permission of the publisher.",
)


@dataclass(frozen=True, slots=True)
class Edited:
    """A text made from another one."""

    original: int  # number of the text it was made from
    grade: float
    text: str


def originals(count: int, seed: int = 7) -> list[str]:
    """Articles of 60 words and more, in the languages of the generated corpus."""
    made: list[str] = []
    for document in Generator(seed).documents(3 * count):
        assert document.article is not None
        body = document.article.body
        if "wire/" not in document.capture.uri and len(body) > 400:
            made.append(body)
        if len(made) == count:
            break
    return made


def edited(texts: list[str], seed: int = 8) -> Iterator[Edited]:
    """One copy of each text in each grade; every second one has residue, every third one is cut in half."""
    chance = random.Random(seed)
    for number, text in enumerate(texts):
        for place, grade in enumerate(GRADES):
            changed = _reworded(text, grade, chance)
            if (number + place) % 3 == 0:
                changed = _halved(changed, chance)
            if (number + place) % 2 == 0:
                changed = _littered(changed, chance)
            yield Edited(number, grade, changed)


def _reworded(text: str, grade: float, chance: random.Random) -> str:
    """Of the words a share replaced, dropped, or followed by another one."""
    paragraphs = [paragraph.split(" ") for paragraph in text.split("\n\n")]
    if len(text.split()) < len(text) / 30:  # a script without spaces: characters are edited
        paragraphs = [list(paragraph) for paragraph in text.split("\n\n")]
        return "\n\n".join("".join(_changed(each, grade / 2, chance)) for each in paragraphs)
    return "\n\n".join(" ".join(_changed(each, grade, chance)) for each in paragraphs)


def _changed(words: list[str], grade: float, chance: random.Random) -> Iterator[str]:
    for word in words:
        if chance.random() >= grade:
            yield word
            continue
        turn = chance.random()
        if turn < 0.6:
            yield chance.choice(words)[::-1]
        elif turn < 0.8:
            yield word
            yield chance.choice(words)[::-1]


def _halved(text: str, chance: random.Random) -> str:
    half = len(text) // 2
    return text[:half] if chance.random() < 0.7 else text[half:]


def _littered(text: str, chance: random.Random) -> str:
    lines = text.split("\n\n")
    for residue in chance.sample(_RESIDUE, 3):
        lines.insert(chance.randrange(len(lines) + 1), residue)
    return "\n\n".join(lines)
