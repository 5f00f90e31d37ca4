"""Reads the texts that were marked by hand, and compares what is found with the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "marked"
_QUOTE = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_NAME = re.compile(r"\{([ploPLO]):([^{}=]+)(?:=([^{}]+))?\}")
_KINDS = {"p": "person", "l": "place", "o": "organisation"}


@dataclass(frozen=True)
class MarkedQuotes:
    text: str
    quotes: tuple[tuple[int, int, str], ...]  # start, end, speaker


@dataclass(frozen=True)
class MarkedNames:
    text: str
    names: frozenset[tuple[str, str]]  # name, kind


@dataclass
class Count:
    """Right ones, found ones, and those that should be found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.wanted)

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} ({self.right}/{self.found}/{self.wanted})"


def parts(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("# "))
    return [part.strip() for part in re.split(r"(?m)^----$", text) if part.strip()]


def marked_quotes(name: str) -> list[MarkedQuotes]:
    found = []
    for part in parts(name):
        text, marks, at = "", [], 0
        for match in _QUOTE.finditer(part):
            text += part[at : match.start()]
            marks.append((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            at = match.end()
        found.append(MarkedQuotes(text + part[at:], tuple(marks)))
    return found


def marked_names(name: str) -> list[MarkedNames]:
    found = []
    for part in parts(name):
        names = frozenset((match[3] or match[2], _KINDS[match[1].lower()]) for match in _NAME.finditer(part))
        found.append(MarkedNames(_NAME.sub(lambda match: match[2], part), names))
    return found


def is_same_speaker(found: str | None, wanted: str) -> bool:
    """Whether two speakers are the same but for articles and titles: all words of one are in the other."""
    small = {
        "the",
        "a",
        "an",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "el",
        "los",
        "las",
        "una",
        "der",
        "die",
        "das",
        "ein",
        "eine",
    }
    one, other = (
        {word for word in re.findall(r"\w+", (text or "").lower()) if word not in small}
        for text in (found, wanted)
    )
    return bool(one and other) and (one <= other or other <= one)
