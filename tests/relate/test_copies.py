"""What is a copy is found, however it was edited; what only shares a paragraph is none."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.relate.fingerprints import LEAST_SHARED, keys_of
from pipeline.relate.overlap import overlap
from pipeline.relate.shingles import pairs_of, shingles_of
from tests.relate.copying import GRADES, edited, originals

COUNT = 100


@pytest.fixture(scope="module")
def found():
    """Of each edited text the originals that it is found to be a copy of."""
    texts = originals(COUNT)
    copies = list(edited(texts))
    shingles, theirs = shingles_of(texts), shingles_of(each.text for each in copies)
    keys = keys_of(shingles)
    pairs = []
    for copy, own, own_keys in zip(copies, theirs, keys_of(theirs), strict=True):
        near = np.flatnonzero((keys == own_keys).sum(axis=1) >= LEAST_SHARED)
        pairs.append((copy, [int(each) for each in near if overlap(own, shingles[each]).is_copy]))
    same = {(one, other) for one in range(COUNT) for other in range(COUNT) if _share(texts[one], texts[other])}
    return pairs, same


def _share(one, other):
    """Whether one of the originals is itself a revision or copy of the other."""
    first, second = set(one.split("\n\n")), set(other.split("\n\n"))
    return len(first & second) >= min(len(first), len(second)) / 2


@pytest.mark.parametrize(("grade", "wanted"), list(zip(GRADES, (0.99, 0.98, 0.75), strict=True)))
def test_copies_are_found_however_they_were_edited(found, grade, wanted):
    pairs, _ = found
    graded = [(copy, originals) for copy, originals in pairs if copy.grade == grade]
    assert wanted <= sum(copy.original in originals for copy, originals in graded) / len(graded)


def test_hardly_anything_else_is_taken_for_a_copy(found):
    pairs, same = found
    named = [(copy.original, each) for copy, originals in pairs for each in originals]
    assert 0.99 <= sum(pair in same for pair in named) / len(named)


def test_a_paragraph_in_common_makes_no_copy():
    one, other = (text.split("\n\n") for text in originals(2, seed=3))
    background = max(one, key=len)
    first, second = shingles_of(["\n\n".join(one), "\n\n".join([*other, background])])
    shared = overlap(first, second)
    assert shared.containment > 0
    assert not shared.is_copy


def test_short_articles_with_half_of_their_text_in_common_are_no_copies():
    background = "The association was founded in 1954 and has about three thousand members today, most of them in the north."
    texts = [
        f"The rowing club elected Hanna Petersen as its new treasurer on Friday evening after long debate.\n\n{background}",
        f"A summer storm tore down the famous chestnut beside the station; nobody was hurt, firemen reported.\n\n{background}",
    ]
    assert not overlap(*shingles_of(texts)).is_copy


def test_an_excerpt_is_wholly_contained_in_what_it_was_taken_from():
    text = originals(1, seed=5)[0]
    excerpt = "\n\n".join(text.split("\n\n")[:2])
    shared = overlap(*shingles_of([excerpt, text]))
    assert 1.0 == shared.containment
    assert shared.other_containment < 1
    assert shared.is_copy


@pytest.mark.parametrize("nothing", ["", "a b c", "...", "「」"])
def test_texts_without_words_are_copies_of_nothing(nothing):
    assert not overlap(*shingles_of([nothing, nothing])).is_copy


def test_spelling_makes_no_difference():
    assert pairs_of("GROSSE Straße, café noir") == pairs_of("grosse strasse café   noir")
    assert ["gros stra"] != pairs_of("große Straße")


def test_scripts_without_spaces_are_compared_by_four_characters():
    assert ["東京 都庁"] == pairs_of("東京都庁")
