"""The most frequent words of a language, which say nothing about what a text is about. Pure.

The lists are jusText's (BSD), made from Wikipedias; folded as the search index folds words.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_STOPLISTS = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ku": "Kurdish", "la": "Latin", "lb": "Luxembourgish",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese",
    "nb": "Norwegian_Bokmal", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian_Nynorsk", "no": "Norwegian_Bokmal",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese",
}  # fmt: skip


@cache
def stopwords(language: str | None) -> frozenset[str]:
    """The frequent words of a language (ISO 639-1), folded; none where there is no list."""
    name = _STOPLISTS.get(language or "")
    if name is None:
        return frozenset()
    from justext import get_stoplist  # noqa: PLC0415 - needed only where something is related

    return frozenset(_folded(word).strip("\"'(),.:;!?") for word in get_stoplist(name))


def _folded(word: str) -> str:
    spread = unicodedata.normalize("NFKD", word.lower().replace("ß", "ss"))
    return unicodedata.normalize("NFC", "".join(sign for sign in spread if not unicodedata.combining(sign)))
