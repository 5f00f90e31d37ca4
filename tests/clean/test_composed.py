"""Lines of controls that no phrase file spells out are known by their words; sentences and headlines are not."""

from __future__ import annotations

import pytest

from pipeline.clean.fold import fold
from pipeline.clean.rules import RuleSet
from pipeline.errors import RulesError

WORDS = """
[words thing comment-form strong]
comment* *mazwana
[words thing related weak]
article articles
[words thing newsletter weak]
inbox
[words act]
show hide write hidden
[words small]
this the more all to of has been in
"""
THAI = """
[words thing comment-form strong]
ความคิดเห็น
[words act]
ซ่อน แสดง
[words small]
นี้ ถูก
"""


def composed(line: str) -> tuple[str, bool] | None:
    rules = RuleSet({"en.txt": WORDS, "th.txt": THAI})
    match = rules.composed(fold(line), line)
    return None if match is None else (match.rule, match.strong)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Show more comments", ("words:en/comment-form", True)),
        ("This comment has been hidden", ("words:en/comment-form", True)),
        ("Show amazwana", ("words:en/comment-form", True)),
        ("3 comments", ("words:en/comment-form", False)),
        ("Show all articles", ("words:en/related", False)),
        ("Show all of the articles", ("words:en/related", False)),
        ("Show this to the inbox", ("words:en/newsletter", True)),
        ("Show the inbox", ("words:en/newsletter", False)),
        ("Show The Inbox To All", ("words:en/newsletter", False)),
        ("1. Show this to the inbox", ("words:en/newsletter", False)),
        ("Show this to the inbox:", ("words:en/newsletter", False)),
        ("Show this to the inbox 180°", ("words:en/newsletter", False)),
        ("More articles", ("words:en/related", False)),
        ("Show more", ("words:en/navigation", False)),
        ("Write comments in The Quay", ("words:en/comment-form", True)),
        ("แสดงความคิดเห็นนี้", ("words:th/comment-form", True)),
    ],
)
def test_a_line_of_known_words_is_a_control(line, expected):
    assert expected == composed(line)


@pytest.mark.parametrize(
    "line",
    [
        "All of this",  # neither a thing nor an act
        "Comments of Anna",  # nothing done with them
        "This comment has been widely shared",  # a word that no control has
        "Show the mayor more comments",
        "Write to Anna",  # no thing
        "แสดงความคิดเห็นของนายก",
    ],
)
def test_a_line_with_another_word_or_without_an_act_is_none(line):
    assert composed(line) is None


def test_one_word_is_no_control_of_another_language():
    rules = RuleSet({"sr.txt": "[words thing related weak]\nprič*"})
    known = {language: rules.composed("price", "Price", language) is not None for language in ("sr", "de", None)}
    assert {"sr": True, "de": False, None: True} == known


def test_an_apostrophe_parts_a_word_whose_parts_say_nothing_alone():
    rules = RuleSet({"uz.txt": "[words thing paywall weak]\naʼzo*\n[words act]\noʻqing"})
    lines = ("Aʼzolar oʻqing", "Oʻqing", "O a")
    assert [True, True, False] == [rules.composed(fold(line), line, "uz") is not None for line in lines]


def test_many_words_that_say_only_what_is_done_are_no_control():
    assert composed("Show more of this") == ("words:en/navigation", False)
    assert composed("Show all of this to the more") is None


def test_a_kind_that_is_none_is_refused_with_its_line():
    with pytest.raises(RulesError, match=r"xx\.txt, line 1: “thing-kind” is not a kind"):
        RuleSet({"xx.txt": "[words thing thing-kind weak]\nword"})
