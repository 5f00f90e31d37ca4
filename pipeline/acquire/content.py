"""Tell from its bytes what a document is: HTML, text, or no text at all.

Pure: takes bytes and a name. Decoding text is not done here.
"""

from __future__ import annotations

import re

HTML = "text/html"
TEXT = "text/plain"

# File signatures: from each format's own specification.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"OggS", "an Ogg file"),
    (b"fLaC", "a FLAC file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"{\\rtf", "a rich-text document"),
)

# Of the C0 control characters text has these; ESC is in ISO-2022 encodings of Japanese and Korean.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE = 65_536
_MOST_CONTROLS = 0.02  # random bytes have 10 %; a text with a few stray NULs has far less

# What WHATWG's MIME sniffing standard takes for HTML at the start of a resource, and what pages saved as
# fragments begin with. https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
_HTML_START = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|iframe|table|div|article|section|main|header|nav"
    r"|h[1-6]|p|a|b|br|font|span|ul|ol|figure|img|noscript)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)


def binary_reason(payload: bytes) -> str | None:
    """Say in words why bytes are not text; None where they may be text in some encoding."""
    for signature, name in _SIGNATURES:
        if payload.startswith(signature) and not _is_plain(payload[:64]):
            return f"not text but {name}"
    if payload[4:8] == b"ftyp":
        return "not text but a video or HEIF image"
    sample = payload[:_SAMPLE]
    if _wide_encoding(sample):
        return None
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(sample):
        return f"not text: {100 * controls / len(sample):.0f} % of its bytes are control characters"
    return None


def media_type(payload: bytes, name: str = "", stated: str | None = None) -> str:
    """HTML or text: what the content shows, else what a container stated, else what the suffix says."""
    if _HTML_START.match(_beginning(payload)):
        return HTML
    if stated:
        return HTML if "html" in stated.lower() else TEXT
    return HTML if name.lower().removesuffix(".gz").endswith((".html", ".htm", ".xhtml")) else TEXT


def _is_plain(sample: bytes) -> bool:
    """A text may begin with a signature made of letters, such as "RIFF" or "ID3"."""
    return all(byte in b"\t\n\r" or byte >= 32 for byte in sample) and not sample.startswith((b"%PDF-", b"{\\rtf"))


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or by where the NULs of its Latin letters, digits and spaces stand."""
    for mark, encoding in _BYTE_ORDER_MARKS[:4]:
        if sample.startswith(mark):
            return encoding
    pairs = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd > 0.1 and even < 0.01:
        return "utf-16-le"
    if even > 0.1 and odd < 0.01:
        return "utf-16-be"
    return None


def _beginning(payload: bytes) -> str:
    """The first characters, decoded well enough to recognise a tag."""
    sample = payload[:4096]
    encoding = _wide_encoding(sample)
    if encoding:
        return sample.decode(encoding, errors="replace").lstrip("\ufeff")
    return sample.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
