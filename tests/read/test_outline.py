"""Headline and standfirst are found in plain text by its shape."""

from pipeline.model import Block
from pipeline.read.outline import outline

HEADLINE = "Skarholm gets its ferry back"
LEAD = "The council votes for two electric boats. The school roof has to wait."
BODY = [
    (
        "The council of Skarholm voted on Tuesday to reopen the old ferry line, which had been closed for eleven years "
        "after the bridge was built, and to buy two electric boats for it at a price of four million crowns."
    ),
    (
        "Opponents said the money would be better spent on the school roof, which has leaked since the storm of last "
        "winter, and asked for a vote of all citizens in the spring of next year."
    ),
    (
        "“Boats do not leak, roofs do,” said councillor Ingrid Falk, who voted against the plan with three others of "
        "her party and left the hall before the end of the meeting."
    ),
    "The first boat is expected in June, the second one a year later, according to the shipyard that won the bid.",
]


def kept(*texts):
    return [Block(text, kept=True, kind="paragraph") for text in texts]


def kinds(blocks, groups=None):
    return [block.kind for block in outline(blocks, groups or range(len(blocks)))]


def test_headline_and_standfirst_are_marked():
    assert kinds(kept(HEADLINE, LEAD, *BODY)) == ["title", "lead"] + 4 * ["paragraph"]


def test_a_text_without_standfirst_keeps_its_first_paragraph_in_the_body():
    assert kinds(kept(HEADLINE, *BODY)) == ["title"] + 4 * ["paragraph"]


def test_a_dateline_begins_the_body_however_short_its_paragraph():
    assert kinds(kept(HEADLINE, f"Skarholm (nda) – {LEAD}", *BODY))[1] == "paragraph"


def test_an_advertisement_after_the_first_paragraph_sets_it_apart():
    ad = Block("WERBUNG", kept=False, kind="advertisement", rule="phrase")
    assert kinds([*kept(HEADLINE, BODY[0]), ad, *kept(*BODY[1:])])[1] == "lead"


def test_the_headline_printed_again_is_set_aside():
    blocks = outline(kept(HEADLINE, HEADLINE.upper(), LEAD, *BODY), range(7))
    assert [(block.kind, block.kept) for block in blocks[:3]] == [
        ("title", True),
        ("duplicate", False),
        ("lead", True),
    ]


def test_a_text_that_begins_with_a_paragraph_has_no_headline():
    assert "title" not in kinds(kept(*BODY))


def test_a_single_line_stays_what_it_is():
    assert kinds(kept(HEADLINE)) == ["paragraph"]


def test_removed_lines_are_never_headline_or_standfirst():
    share = Block("Share", kept=False, kind="share", rule="phrase")
    assert kinds([share, *kept(HEADLINE, LEAD, *BODY)])[:3] == ["share", "title", "lead"]


def test_a_standfirst_that_the_text_repeats_stands_once():
    blocks = outline(kept(HEADLINE, LEAD, BODY[0], f" {LEAD.upper()}", *BODY[1:]), range(7))
    assert [("lead", True), ("paragraph", True), ("duplicate", False), ("paragraph", True)] == [
        (block.kind, block.kept) for block in blocks[1:5]
    ]


def test_a_text_of_nothing_but_its_standfirst_keeps_its_body():
    assert "duplicate" not in kinds(kept(HEADLINE, LEAD, LEAD))
