"""Bytes to text: which encoding a document is in, and its text in it.

Order of belief: a byte order mark, well-formed UTF-8 (text in another encoding hardly ever is), what the
transport or the page declares, nearly well-formed UTF-8, and last a statistical detection.
Labels mean what the WHATWG Encoding Standard says they mean on the Web (ISO-8859-1 is Windows-1252 …).
Decoding never raises; what can't be decoded becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# https://encoding.spec.whatwg.org/#names-and-labels, where it differs from what Python makes of a label
_WEB_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "ansi": "cp1252", "x-cp1252": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949",
    "x-mac-cyrillic": "mac_cyrillic", "macintosh": "mac_roman", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",  # as a meta label these can't be true
}  # fmt: skip
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE)
_META_REACH = 8192  # bytes; the standard says 1024, real pages are later
FEWEST_PAIRS = 20  # of bytes beyond ASCII, to tell Chinese by
_SAMPLE = 65536  # bytes given to the statistical detection


def decode(payload: bytes, declared: str | None = None, *, html: bool = False) -> str:
    """The text of `payload`; `declared` is the transport's charset, `html` lets the page declare its own."""
    encoding = detect_encoding(payload, declared, html=html)
    return payload.decode(encoding, errors="replace")


def detect_encoding(payload: bytes, declared: str | None = None, *, html: bool = False) -> str:
    """The name of a Python codec for `payload`."""
    for mark, encoding in _BOMS:
        if payload.startswith(mark):
            return encoding
    wide = _wide_without_mark(payload)
    if wide:
        return wide
    if _is_utf8(payload):
        return "utf-8"
    for label in (declared, _label_in(payload) if html else None):
        encoding_of_label = _codec(label)
        if encoding_of_label and _bad_share(payload, encoding_of_label) < 0.01:
            return encoding_of_label
    if _nearly_utf8(payload):
        return "utf-8"
    return _guess(payload)


def _is_utf8(payload: bytes) -> bool:
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError as error:
        # A cut in the middle of the last character is still UTF-8.
        return error.start >= len(payload) - 3 and error.reason == "unexpected end of data"
    return not _has_iso2022(payload)


def _has_iso2022(payload: bytes) -> bool:
    return b"\x1b$" in payload[:_SAMPLE]  # ISO-2022-JP is seven-bit and needs its own codec


def _nearly_utf8(payload: bytes) -> bool:
    """Whether broken bytes are few beside well-formed multi-byte characters."""
    if _has_iso2022(payload):
        return False
    text = payload[:_SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - broken
    return whole >= 4 * broken


def _wide_without_mark(payload: bytes) -> str | None:
    """UTF-16 without a mark: Western text has a NUL in every other byte."""
    sample = payload[:2048]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _label_in(payload: bytes) -> str | None:
    head = payload[:_META_REACH]
    found = _XML.search(head[:200]) or _META.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    try:
        return codecs.lookup(_WEB_LABELS.get(name, name)).name
    except (LookupError, ValueError):
        return None


def _bad_share(payload: bytes, encoding: str) -> float:
    sample = payload[:_SAMPLE]
    try:
        text = sample.decode(encoding, errors="replace")
    except (LookupError, ValueError):  # a codec that is not for text, such as "hex"
        return 1.0
    return text.count("\ufffd") / max(1, len(text))


def _guess(payload: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for the few documents that need it

    # Bytes that carry the evidence: a page's first kilobytes are often markup in plain ASCII.
    start = next((i for i, byte in enumerate(payload) if byte > 0x7F), 0)
    sample = payload[max(0, start - 512) : start + _SAMPLE]
    if _is_western(sample):
        return "cp1252"
    if _is_chinese(sample):
        return "gb18030"
    best = from_bytes(sample, cp_exclusion=list(_NEVER_ON_THE_WEB)).best()
    encoding = _codec(best.encoding) if best else None
    return encoding or "cp1252"


# What Western European text has beyond ASCII. Without š, ž, ý, þ, ð and superscripts, which is what
# Central European, Turkish and Baltic text turns into when it is read as Windows-1252.
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜ„“”‚‘’‹›«»–—…€£°§·•©®¿¡ªº\xa0")


def _is_western(sample: bytes) -> bool:
    """Whether this is Windows-1252 beyond reasonable doubt; short samples mislead the statistics."""
    text = sample.decode("cp1252", errors="replace")
    beyond = [character for character in text if character > "\x7f"]
    latin = sum(1 for character in text if character.isascii() and character.isalpha())
    hungarian = set("õû") <= set(text) and set("öü") & set(text)
    return bool(beyond) and latin > 5 * len(beyond) and set(beyond) <= _WESTERN and not hungarian


_PAIR = re.compile(rb"([\x81-\xfe])[\x40-\x7e\x80-\xfe]")


def _is_chinese(sample: bytes) -> bool:
    """Whether this is GB 2312 by its frequent characters, which the statistics take for Cyrillic in short pieces.

    They stand in rows B0 to D7 of GB 2312; Korean syllables in its place only up to C8, and the small letters of
    Cyrillic and Greek pages lie above D7.
    """
    firsts: list[int] = [pair[0] for pair in _PAIR.findall(sample)]
    if len(firsts) < FEWEST_PAIRS or _bad_share(sample, "gb18030") > 0.002:
        return False
    frequent = sum(0xB0 <= first <= 0xD7 for first in firsts)
    upper = sum(0xC9 <= first <= 0xD7 for first in firsts)
    return frequent > 0.7 * len(firsts) and upper > 0.15 * len(firsts)


# Encodings of terminals and mainframes: never what a news text is in, often what short samples look like.
_NEVER_ON_THE_WEB = (
    "cp037", "cp1026", "cp1140", "cp273", "cp424", "cp500", "cp875", "cp437", "cp720", "cp737", "cp775", "cp850",
    "cp852", "cp855", "cp856", "cp857", "cp858", "cp860", "cp861", "cp862", "cp863", "cp864", "cp865", "cp869",
    "cp1006", "cp1125", "hp_roman8", "mac_iceland", "mac_latin2", "mac_greek", "mac_turkish", "mac_roman",
    "mac_cyrillic", "ptcp154", "kz1048", "tis_620", "johab", "utf_7", "shift_jisx0213", "euc_jisx0213",
    "shift_jis_2004", "euc_jis_2004", "iso8859_10", "iso8859_14", "iso8859_16", "iso8859_3", "iso8859_4",
)  # fmt: skip
