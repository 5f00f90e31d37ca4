"""In every language: interface lines go, wherever they come from; paragraphs and headlines made of their words stay.

`residue/<language>.txt` holds lines as sites print them (`kind<TAB>line`), `genuine/<language>.txt` four paragraphs
of an article and `trap`s: short genuine lines.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_lines
from pipeline.model import Line

HERE = Path(__file__).parent
LEAST_REMOVED = 0.97
LEAST_LINES = 25
TITLE = "Nine bridges over a quiet river"


def rows(folder: str, language: str) -> list[tuple[str, str]]:
    lines = (HERE / folder / f"{language}.txt").read_text(encoding="utf-8").split("\n")
    cells = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return [(kind, text) for kind, text in cells]


def languages(folder: str) -> list[str]:
    return sorted(path.stem for path in (HERE / folder).glob("*.txt"))


def article(language: str) -> list[str]:
    """The lines of an article; of one in English for what belongs to no language."""
    return [
        TITLE,
        *(text for kind, text in rows("genuine", language if language != "mul" else "en") if kind == "paragraph"),
    ]


def cleaned(texts: list[str], language: str):
    return clean_lines([Line(text) for text in texts], language=language if language != "mul" else "en")


def other(language: str) -> str:
    return "de" if language == "en" else "en"


@pytest.mark.parametrize("language", languages("residue"))
def test_interface_lines_below_an_article_are_removed_and_nothing_else(language):
    kept, lost = [], []
    for host in (language, other(language)):
        body = article(host)
        for kind, text in rows("residue", language):
            *genuine, last = cleaned([*body, text], host)
            if last.kept:
                kept.append((host, kind, text))
            lost += [(block.rule, block.text) for block in genuine if not block.kept]
    assert lost == []
    assert len(kept) <= (1 - LEAST_REMOVED) * 2 * len(rows("residue", language)), kept


@pytest.mark.parametrize("language", languages("residue"))
def test_interface_lines_between_two_paragraphs_take_none_with_them(language):
    body = article(language)
    for _, text in rows("residue", language):
        blocks = cleaned([*body[:3], text, *body[3:]], language)
        assert [(block.rule, block.text) for at, block in enumerate(blocks) if at != 3 and not block.kept] == []


@pytest.mark.parametrize("language", languages("residue"))
def test_all_interface_lines_at_once_leave_the_article(language):
    body = article(language)
    blocks = cleaned([*body, *(text for _, text in rows("residue", language))], language)
    assert [block.text for block in blocks[: len(body)] if not block.kept] == []


@pytest.mark.parametrize("language", languages("genuine"))
def test_short_genuine_lines_stay(language):
    body = article(language)
    for kind, text in rows("genuine", language):
        if kind != "trap":
            continue
        as_title = cleaned([text, *body[1:]], language)[0]
        inside = cleaned([*body[:3], text, *body[3:]], language)[3]
        assert (text, None, None) == (text, as_title.rule, inside.rule)


def test_short_genuine_lines_stay_as_the_last_ones_too_but_for_few():
    """The last line is where most interface lines stand: one that is a control's word for word goes, “Ответ”."""
    traps = [
        (each, text) for each in languages("genuine") for kind, text in rows("genuine", each) if kind == "trap"
    ]
    lost = [(each, text) for each, text in traps if not cleaned([*article(each), text], each)[-1].kept]
    assert len(lost) <= 0.11 * len(traps), lost


@pytest.mark.parametrize("language", languages("residue"))
def test_there_are_enough_lines_to_tell(language):
    least = 10 if language == "mul" else LEAST_LINES
    assert len(rows("residue", language)) >= least
    assert language == "mul" or len(article(language)) == 5
    assert len([kind for kind, _ in rows("genuine", language) if kind == "trap"]) >= 5


def test_there_are_traps_in_many_languages():
    traps = [
        (language, text)
        for language in languages("genuine")
        for kind, text in rows("genuine", language)
        if kind == "trap"
    ]
    assert len(traps) >= 150
    assert len({language for language, _ in traps}) >= 12
