"""What a page is: an article, a list of articles, a shell that scripts fill, an error page, or nothing at all.

Judges the page by what was kept of it. When unsure it is an article: a wrong "listing" would lose one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.model import DocumentKind, Line
from pipeline.read.layout import size_of
from pipeline.wording import counted

MIN_ARTICLE_WORDS = 60  # kept; from here on a page is an article unless it is a site's front page
MIN_NOTE_WORDS = 15  # kept below a headline; less is no article
MIN_TEASERS = 15  # linked headlines that make a list
MIN_SECTION_TEASERS = 5  # the same, where the page says that it is no article
MAX_ERROR_WORDS = 80
MAX_SHELL_WORDS = 120
_SECTION_TYPES = frozenset({"website", "section", "object", "blog"})
_FRONT = re.compile(r"/?(?:index\.\w+|home|[a-z]{2}|)/?", re.IGNORECASE)
# What error pages call themselves. A bare number counts only where the title begins with it.
_ERROR = re.compile(
    r"^\W*(?:40[0134]|410|451|50[0234])\b|\b(?:error|fehler|erreur|errore|http)\W{0,3}(?:40\d|410|50\d)\b|"
    r"not found|page (?:introuvable|non trouvée)|nicht gefunden|existiert nicht|no (?:se ha )?encontrad|"
    r"non trovata|niet gevonden|não encontrada|nie znaleziono|bulunamadı|ikke funnet|ikke fundet|"
    r"hittades inte|nenalezen|не найдена|не знайдено|غير موجود|見つかりません|找不到|不存在|"
    r"access denied|forbidden|zugriff verweigert|accès refusé|just a moment|attention required|"
    r"are you a (?:human|robot)|captcha|bad gateway|service unavailable|temporarily unavailable|"
    r"something went wrong|verify you are",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"cookie|consent|gdpr|datenschutz|privacy|confidentialité|privacidad|隐私|конфиденциальн", re.IGNORECASE
)
_SCRIPTS = re.compile(r"javascript|browser", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the decision rests on."""

    words: float  # of all visible lines
    kept: float  # of kept lines without the headline
    teasers: int  # linked lines of a headline's length
    titled: bool


def kind_of(
    lines: Sequence[Line], titles: str, url: str | None, scripts: int, *, stated: str | None = None
) -> tuple[DocumentKind, str | None]:
    """The kind, and in words why it is not an article.

    `titles` is what the page states as its title, `stated` what it says it is (og:type).
    """
    seen = _count(lines)
    heading = " ".join([titles, *(line.text for line in lines if line.kind == "title")])
    if seen.kept < MAX_ERROR_WORDS and _ERROR.search(heading):
        return "error", f"its title is that of an error page: {heading.strip()[:80]!r}"
    if seen.teasers >= MIN_TEASERS and _is_front(url) and seen.kept < 400:
        return "listing", f"the front page of a site, with {seen.teasers} linked headlines"
    if seen.kept < MIN_ARTICLE_WORDS and seen.teasers >= MIN_SECTION_TEASERS and stated in _SECTION_TYPES:
        return (
            "listing",
            f"a section with {seen.teasers} linked headlines and {counted(seen.kept, 'word')} of text",
        )
    if seen.kept >= MIN_ARTICLE_WORDS or (seen.titled and seen.kept >= MIN_NOTE_WORDS):
        return "article", None
    return _not_an_article(seen, lines, scripts)


def _not_an_article(seen: Counted, lines: Sequence[Line], scripts: int) -> tuple[DocumentKind, str | None]:
    if not seen.words:
        return (
            ("shell", "there is no text in it, only scripts") if scripts else ("empty", "there is no text in it")
        )
    consent = sum(size_of(line.text) for line in lines if line.kind != "hidden" and _CONSENT.search(line.text))
    if consent >= 0.3 * seen.words and consent >= 15:
        return "shell", "only a text about cookies or privacy"
    if seen.teasers >= MIN_TEASERS:
        return "listing", f"{seen.teasers} linked headlines and {counted(seen.kept, 'word')} of text"
    if seen.words < MAX_SHELL_WORDS and (scripts or any(_SCRIPTS.search(line.text) for line in lines)):
        return "shell", f"{counted(seen.words, 'word')} around scripts that would bring the text"
    if seen.kept >= MIN_NOTE_WORDS:
        return "article", None
    if round(seen.words) == 1:
        return "empty", "only 1 word in it"
    return "empty", f"none of its {seen.words:.0f} words is an article's text"


def _count(lines: Sequence[Line]) -> Counted:
    words = kept = 0.0
    teasers = 0
    for line in lines:
        if line.kind == "hidden":
            continue
        size = size_of(line.text)
        words += size
        if line.rule is None and line.kind != "title":
            kept += size
        elif line.link_share > 0.8 and 4 <= size <= 30:
            teasers += 1
    return Counted(words, kept, teasers, any(line.kind == "title" for line in lines))


def _is_front(url: str | None) -> bool:
    if not url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return _FRONT.fullmatch(parts.path) is not None and not parts.query
