"""Names that are known without a text saying what they are: given names, places, organisations.

Territories and the cities of time zones come in every language from the CLDR data of Babel; the files beside
this module add what it lacks. All is read once. Names are looked up as rows of words, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from importlib import resources

Words = tuple[str, ...]
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\w*(?:[’'&/.-]\w+)*|\d+|[^\w\s]")
# CLDR territories that are no place in the news, or are groups of others.
_GROUPS = frozenset(("001", "419", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
_GENDERS: dict[str, str | None] = {"f:": "f", "m:": "m", "both:": None}
_NO_CITIES = frozenset(("Etc/Unknown", "Etc/UTC"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name."""

    name: str
    kind: str  # place, organisation
    country: str | None = None  # ISO 3166-1 alpha-2
    doubtful: bool = False  # also an ordinary word or a surname
    region: bool = False  # a state or region, not a town


Entry = tuple[Words, Known]


class Names:
    """Names by their first word, the longest first; of entries with the same words the first counts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_first: dict[str, list[Entry]] = {}
        different: dict[Words, Entry] = {}
        for one in entries:
            different.setdefault(one[0], one)
        different.pop((), None)
        for words, one in different.items():
            self.by_first.setdefault(words[0], []).append(one)
        for same in self.by_first.values():
            same.sort(key=_length, reverse=True)

    def with_others(self, others: Names) -> Names:
        """These and others; the entries of first words that only one of both has are shared, not copied."""
        joined = Names(())
        joined.by_first = self.by_first | others.by_first
        for word in self.by_first.keys() & others.by_first.keys():
            known = {words for words, _ in self.by_first[word]}
            more = [entry for entry in others.by_first[word] if entry[0] not in known]
            joined.by_first[word] = sorted([*self.by_first[word], *more], key=_length, reverse=True)
        return joined

    @cached_property
    def stems(self) -> dict[str, Known]:
        """Names of one word by their stem; see `stem`."""
        found: dict[str, Known] = {}
        for entries in self.by_first.values():
            for words, known in entries:
                if len(words) == 1 and len(words[0]) > 3 and not known.doubtful:
                    found.setdefault(stem(words[0]), known)
        return found

    def match(self, words: list[str], at: int) -> tuple[int, Known] | None:
        """The longest name that begins at word `at`: how many words it has, and what is known of it."""
        for name, known in self.by_first.get(words[at], ()):
            if len(name) == 1 or tuple(words[at : at + len(name)]) == name:
                return len(name), known
        return None


@cache
def given_names() -> dict[str, str | None]:
    """Given names, and the gender they speak for: f, m, or None."""
    found: dict[str, str | None] = {}
    for file in ("more_given_names.txt", "given_names.txt"):
        seen: dict[str, str | None] = {}
        gender = None
        for word in " ".join(_lines(file)).split():
            if word in _GENDERS:
                gender = _GENDERS[word]
                continue
            name = word.partition("_")[0]
            seen[name] = gender if name not in seen else None
        found |= seen
    return found


@lru_cache(maxsize=10_000)
def is_given_name(word: str) -> bool:
    """Whether a word is a given name, or two of them: Frank-Walter."""
    known = given_names()
    return word in known or ("-" in word and all(part in known for part in word.split("-")))


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
    forms = (line.split("|") for line in _lines("organisations.txt"))
    return Names(entry(name, Known(names[0], "organisation")) for names in forms for name in names)


@cache
def places(language: str) -> Names:
    """Places as a text in `language` (ISO 639-1) names them."""
    return reduce(Names.with_others, map(_of_cldr, dict.fromkeys((language, "en"))), _listed())


def entry(name: str, known: Known) -> Entry:
    """A name as a row of words, with what is known of it."""
    return tuple(_WORD.findall(name)), known


def stem(word: str) -> str:
    """A word without the endings that names take in Slavic, Baltic, Finnic and other inflecting languages."""
    return _INFLECTED.sub("", word.lower()) if len(word) > 4 else word.lower()


_INFLECTED = re.compile(
    r"(?:ами|ями|ого|ому|ой|ом|ем|ей|ах|ях|ов|ию|ии|ия|ие|[аеиоуыэюяйьії]|iej|ami|ach|ego|emu|owi|iem|ie|em|om|ą|ę|ia|ii|ią|ię"
    r"|[aeiouyąęáíéěůåäöőūąė]|ου|ος|ης|ας|α|η|ο)$"
)


@cache
def _of_cldr(language: str) -> Names:
    return Names(entry(name, known) for name, known in _territories_and_cities(language))


def _territories_and_cities(language: str) -> Iterator[tuple[str, Known]]:
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


@cache
def _listed() -> Names:
    """The places of the file beside this module: `=` before a region, `?` after what is also an ordinary word.

    Inflected forms stand after the name, behind bars.
    """
    found = []
    for line in _lines("places.txt"):
        code, _, names = line.partition(": ")
        for written in names.split(", "):
            forms, country = written.strip("=? ").split("|"), None if code == "--" else code
            doubtful, region = written.endswith("?"), written.startswith("=")
            known = Known(forms[0], "place", country, doubtful=doubtful, region=region)
            found += [entry(form, known) for form in forms]
    return Names(found)


def _length(entry: Entry) -> int:
    return len(entry[0])


def _lines(name: str) -> list[str]:
    return [line.strip() for line in _read(name).splitlines() if line.strip() and not line.startswith("#")]


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
