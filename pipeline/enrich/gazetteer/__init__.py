"""Names that are known without a text saying what they are: given names, places, organisations.

Territories and the cities of time zones come in every language from the CLDR data of Babel; the files beside
this module add what it lacks. All is read once. Names are looked up as rows of words, the longest first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

Words = tuple[str, ...]
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\w*(?:[’'&/.-]\w+)*|\d+|[^\w\s]")
# CLDR territories that are no place in the news, or are groups of others.
_GROUPS = frozenset(("001", "419", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
_NO_CITIES = frozenset(("Etc/Unknown", "Etc/UTC"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name."""

    name: str
    kind: str  # place, organisation
    country: str | None = None  # ISO 3166-1 alpha-2
    doubtful: bool = False  # also an ordinary word or a surname
    region: bool = False  # a state or region, not a town


@dataclass(slots=True)
class Names:
    """Names by their first word."""

    by_first: dict[str, list[tuple[Words, Known]]] = field(default_factory=dict)
    stems: dict[str, Known] = field(default_factory=dict)

    def add(self, name: str, known: Known) -> None:
        """Add a name unless it is there."""
        words = tuple(_WORD.findall(name))
        if not words:
            return
        entries = self.by_first.setdefault(words[0], [])
        if all(words != other for other, _ in entries):
            entries.append((words, known))
            entries.sort(key=lambda entry: -len(entry[0]))

    def match(self, words: list[str], at: int) -> tuple[int, Known] | None:
        """The longest name that begins at word `at`: how many words it has, and what is known of it."""
        for name, known in self.by_first.get(words[at], ()):
            if len(name) == 1 or tuple(words[at : at + len(name)]) == name:
                return len(name), known
        return None


@cache
def given_names() -> dict[str, str | None]:
    """Given names, and the gender they speak for: f, m, or None."""
    raw = tomllib.loads(_read("given_names.toml"))
    genders: dict[str, str | None] = {"f": "f", "m": "m", "both": None}
    found: dict[str, str | None] = {}
    for key, gender in genders.items():
        for entry in raw[key].split():
            name = entry.partition("_")[0]
            found[name] = gender if name not in found else None
    return found


@cache
def clubs() -> frozenset[str]:
    """First words of the names of sports clubs."""
    return frozenset(entry.replace("_", " ") for line in _lines("clubs.txt") for entry in line.split())


@cache
def no_acronyms() -> frozenset[str]:
    """Groups of capitals that are not an organisation."""
    return frozenset(entry for line in _lines("not_organisations.txt") for entry in line.split())


@cache
def organisations() -> Names:
    """Organisations that are known in every language."""
    names = Names()
    for line in _lines("organisations.txt"):
        full, *short = line.split("|")
        for form in (full, *short):
            names.add(form, Known(full, "organisation"))
    return names


@cache
def places(language: str) -> Names:
    """Places as a text in `language` (ISO 639-1) names them."""
    names = Names()
    for code, entry in _entries():
        name = entry.strip("=? ")
        names.add(name, Known(name, "place", code, doubtful=entry.endswith("?"), region=entry.startswith("=")))
    for locale in dict.fromkeys((language, "en")):
        for name, known in _of_cldr(locale):
            names.add(name, known)
    for entries in names.by_first.values():
        for words, known in entries:
            if len(words) == 1 and len(words[0]) > 3 and not known.doubtful:
                names.stems.setdefault(stem(words[0]), known)
    return names


def stem(word: str) -> str:
    """A word without the endings that names take in Slavic, Baltic, Finnic and other inflecting languages."""
    return _INFLECTED.sub("", word.lower()) if len(word) > 4 else word.lower()


_INFLECTED = re.compile(
    r"(?:ами|ями|ого|ому|ой|ом|ем|ей|ах|ях|ов|ию|ии|ия|ие|[аеиоуыэюяйьії]|iej|ami|ach|ego|emu|owi|iem|ie|em|om|ą|ę|ia|ii|ią|ię"
    r"|[aeiouyąęáíéěůåäöőūąė]|ου|ος|ης|ας|α|η|ο)$"
)


def _of_cldr(language: str) -> Iterator[tuple[str, Known]]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow import
    from babel.core import get_global  # noqa: PLC0415

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    for code, name in locale.territories.items():
        if code not in _GROUPS:
            yield name, Known(name, "place", code if code.isalpha() else None, region=True)
    countries = get_global("zone_territories")
    for zone, values in locale.time_zones.items():
        city = values.get("city")
        if city and zone not in _NO_CITIES:
            yield city, Known(city, "place", countries.get(zone), doubtful=len(city) < 4)


def _entries() -> Iterable[tuple[str | None, str]]:
    for line in _lines("places.txt"):
        code, _, names = line.partition(": ")
        for name in names.split(", "):
            yield None if code == "--" else code, name


def _lines(name: str) -> list[str]:
    return [line.strip() for line in _read(name).splitlines() if line.strip() and not line.startswith("#")]


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
