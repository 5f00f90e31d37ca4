"""Every seed gives the article that its truth says, and nothing of it is lost."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline import article_from_html, article_from_text
from pipeline.read.charset import decode
from tests.conftest import SEEDS, truth_of

TEXTS = [row for row in truth_of("text") if not row.get("rejected")]
PAGES = [row for row in truth_of("pages") if not row.get("rejected")]
NAMES = {"ids": lambda row: row["file"]}


def plain(text):
    """Text as it is compared: white space of all kinds is one space."""
    return " ".join(unicodedata.normalize("NFC", (text or "").rstrip("\ufffd")).split())


def text_of(row):
    return article_from_text((SEEDS / "text" / row["file"]).read_bytes())


def page_of(row):
    return article_from_html((SEEDS / "pages" / row["file"]).read_bytes(), row.get("url"))


@pytest.mark.parametrize("row", TEXTS, **NAMES)
def test_blocks_are_the_lines_of_the_text(row):
    lines = decode((SEEDS / "text" / row["file"]).read_bytes()).splitlines()
    assert [line for line in lines if line.strip()] == [block.text for block in text_of(row).blocks]


@pytest.mark.parametrize("row", TEXTS, **NAMES)
def test_no_genuine_line_of_a_text_is_removed(row):
    genuine = {plain(line) for line in [row["title"], row["lead"], *row["body"]]}
    genuine -= {plain(line["text"]) for line in row["removed"]}  # a headline that is printed twice
    assert [] == [block.text for block in text_of(row).blocks if not block.kept and plain(block.text) in genuine]


def test_texts_are_read_as_their_truth_says():
    """Title, language, source marker exact; the rest in nearly all: the signs of a standfirst are not certain."""
    wrong = {"title": [], "lead": [], "body": [], "language": [], "source_ref": [], "authors": []}
    for row in TEXTS:
        article = text_of(row)
        found = {
            "title": plain(article.title) == plain(row["title"]),
            "lead": plain(article.lead) == plain(row["lead"]),
            "body": [plain(part) for part in article.body.split("\n\n")] == [plain(part) for part in row["body"]],
            "language": article.language == row["language"],
            "source_ref": article.source_ref == row["source_ref"],
            "authors": list(article.authors) == row["authors"],
        }
        for name, right in found.items():
            if not right:
                wrong[name].append(row["file"])
    print(wrong)
    assert [] == wrong["title"] + wrong["language"] + wrong["source_ref"]
    assert len(wrong["lead"]) <= len(TEXTS) // 10
    assert len(wrong["body"]) <= len(TEXTS) // 10
    assert len(wrong["authors"]) <= len(TEXTS) // 10


def test_residue_of_the_texts_is_removed():
    left = [
        (row["file"], line["text"])
        for row in TEXTS
        for line in row["removed"]
        if plain(line["text"]) in {plain(block.text) for block in text_of(row).blocks if block.kept}
    ]
    print(left)
    assert len(left) <= 0.03 * sum(len(row["removed"]) for row in TEXTS)


def test_pages_are_read_as_their_truth_says():
    wrong = {}
    for row in PAGES:
        article = page_of(row)
        body = [plain(part) for part in article.body.split("\n\n")]
        found = {
            "title": plain(article.title) == plain(row["title"]),
            "lead": plain(article.lead) == plain(row["lead"]),
            "body": "".join(body).replace(" ", "") == "".join(map(plain, row["body"])).replace(" ", ""),
            "authors": list(article.authors) == row["authors"],
            "language": article.language == row["language"],
            "canonical_url": article.canonical_url == row["canonical_url"],
        }
        for name, right in found.items():
            if not right:
                wrong.setdefault(name, []).append(row["file"])
    print(wrong)
    assert {name: files for name, files in wrong.items() if len(files) > len(PAGES) // 10} == {}


@pytest.mark.parametrize(
    "row", [row for name in ("text", "pages") for row in truth_of(name) if row.get("rejected")], **NAMES
)
def test_what_is_no_article_says_so(row):
    folder = "pages" if row["file"].endswith(".html") else "text"
    payload = (SEEDS / folder / row["file"]).read_bytes()
    article = article_from_html(payload, row.get("url")) if folder == "pages" else article_from_text(payload)
    assert article.kind != "article"
    assert article.kind_reason
