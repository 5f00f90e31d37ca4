"""repeated: which of several equal kept blocks are set aside."""

from __future__ import annotations

from pipeline.read.repeats import MIN_COPY_WORDS, repeated

LONG = "x" * 200
OTHER = "y" * 200


def test_of_two_copies_the_later_is_set_aside():
    assert {2} == repeated([LONG, OTHER, LONG], [20, 20, 20], [True] * 3)


def test_of_three_copies_none_is_kept():
    assert {0, 1, 2} == repeated([LONG] * 3 + [OTHER], [20] * 3 + [100], [True] * 4)


def test_of_a_text_that_is_most_of_the_page_the_first_copy_is_kept():
    assert {1, 2} == repeated([LONG] * 3, [20] * 3, [True] * 3)


def test_short_lines_may_come_twice():
    assert set() == repeated([LONG, LONG], [MIN_COPY_WORDS - 1] * 2, [True, True])


def test_a_block_that_is_the_sum_of_others_is_set_aside_and_its_parts_stay():
    assert {2} == repeated([LONG, OTHER, LONG + OTHER], [50, 50, 100], [True] * 3)


def test_removed_blocks_do_not_count_as_copies():
    assert set() == repeated([LONG, LONG], [20, 20], [False, True])
