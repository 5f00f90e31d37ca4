"""Lines at the end of a text go if most of their words are a control's; above its end, and in doubt, they stay."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_lines
from pipeline.clean.rules import RuleSet
from pipeline.model import Line

WORDS = """
[words thing comment-form strong]
comment comments
[words thing paywall weak]
password account
[words act]
show read create
[words small]
a the your new all more of to
"""
THAI = """
[words thing paywall weak]
รหัสผ่าน
[words act]
แสดง
[words small]
ของ คุณ
"""
PROSE = "The old ferry was returned to the town on Monday, after it had lain in a harbour abroad for years."
RULES = RuleSet({"en.txt": WORDS, "th.txt": THAI})


def cleaned(*lines: Line, language: str = "en", rules: RuleSet = RULES) -> list[bool]:
    return [block.kept for block in clean_lines([Line("Ferry returns"), *lines], language=language, rules=rules)][
        1:
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Read all the glittering comments of the readers",
        "Create your own new account",
    ],
)
def test_a_line_of_mostly_known_words_goes_below_the_text_only(text):
    assert cleaned(Line(PROSE), Line(text)) == [True, False]
    assert cleaned(Line(PROSE), Line(text), Line(PROSE)) == [True, True, True]


@pytest.mark.parametrize("text", ["The password", "Choose a new password"])
def test_what_just_names_a_thing_goes_where_more_of_the_page_stands_below_the_text(text):
    assert cleaned(Line(PROSE), Line(text)) == [True, True]
    assert cleaned(Line(PROSE), Line(text), Line("Show all comments")) == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "The new password of the old harbour master",  # no act, and two unknown words
        "The new password of Esk",  # no act, and a name
        "More glittering water",  # no thing
        "Read the comments, the mayor of Esk told her staff.",  # prose
        "A password and nothing but a rusty boat",
    ],
)
def test_other_lines_at_the_end_stay(text):
    assert cleaned(Line(PROSE), Line(text)) == [True, True]


@pytest.mark.parametrize("kind", ["heading", "quote", "table", "code"])
def test_headings_quotations_and_tables_at_the_end_stay(kind):
    assert cleaned(Line(PROSE), Line("Choose a new password", kind=kind)) == [True, True]


def test_points_of_a_list_stay():
    assert cleaned(Line(PROSE), Line("- Choose a new password")) == [True, True]


def test_a_poem_has_no_end_below_which_a_page_goes_on():
    assert cleaned(Line("The boats are in"), Line("Choose a new password")) == [True, True]


def test_what_stands_above_a_line_that_stays_is_not_at_the_end():
    assert cleaned(Line(PROSE), Line("Choose a new password"), Line("Jana Reetz")) == [True, True, True]


def test_known_lines_between_do_not_end_the_end():
    below = [Line("Choose a new password"), Line("Read all comments"), Line("Create another account")]
    assert cleaned(Line(PROSE), *below) == [True, False, False, False]


def test_in_a_script_without_spaces_a_few_characters_may_be_unknown():
    lines = [Line("เรือข้ามฟากเก่าแก่ถูกส่งคืนให้กับเมืองเมื่อวันจันทร์ หลังจากที่จอดอยู่ในท่าเรือต่างประเทศมานานหลายปี" * 2)]
    assert cleaned(*lines, Line("แสดงรหัสผ่านขค"), language="th") == [True, False]
    assert cleaned(*lines, Line("แสดงเมืองท่าเรือเก่า"), language="th") == [True, True]


def test_what_a_source_has_switched_off_is_not_found_by_most_of_its_words():
    off = RULES.without(["paywall"])
    assert cleaned(Line(PROSE), Line("Choose a new password"), rules=off) == [True, True]
