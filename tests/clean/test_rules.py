"""Rules are data that can be reviewed, refused and switched off."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_lines, default_rules
from pipeline.clean.rules import RuleSet
from pipeline.errors import RulesError
from pipeline.model import Line

PROSE = "The council voted on Tuesday night to close the old swing bridge to lorries from the first week of May."


def rules_of(text: str, name: str = "xx.txt") -> RuleSet:
    return RuleSet({name: text})


def rule_of(line: str, rules: RuleSet | None = None) -> str | None:
    return clean_lines([Line(PROSE), Line(PROSE), Line(line), Line(PROSE)], rules=rules)[2].rule


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[share strong]\nShare\n[shares strong]\n", 3, "not a kind"),
        ("[share]\nShare\n", 1, "no header"),
        ("Share\n", 1, "before the first header"),
        ("[share strong]\nShare (this|that\n", 2, "no partner"),
        ("[share strong]\nShare {this}\n", 2, "no slot"),
        ("[share strong]\nShare {few\n", 2, "no partner"),
        ("[share strong]\nShare\n\n({few}|{any})\n", 4, "empty"),
        ("[share strong]\nShare\n# fine\n…\n", 4, "empty"),
        ("[share strong]\nShare(d|s)\n", 2, "inside a word"),
        ("[words colour]\nred\n", 1, "no word list"),
        ("[share strong]\nShare\n[related weak]\nshare!\n", 4, "stands in this file"),
    ],
)
def test_a_bad_phrase_file_is_refused_with_its_line(text, line, says):
    with pytest.raises(RulesError, match=f"xx.txt, line {line}: .*{says}"):
        rules_of(text)


def test_an_entry_needs_a_word_of_its_own_in_the_line():
    rules = rules_of("[credit strong]\n(Agency|) {few}\n")
    assert rule_of("Agency Mara Lind", rules)
    assert rule_of("Three quiet words", rules) is None


def test_a_separator_a_slash_or_a_quotation_mark_that_is_an_alternative_must_be_there():
    rules = rules_of("[related strong]\nMore (:|„|/) {any}\n")
    assert [True, True, True, True, False] == [
        rule_of(line, rules) is not None
        for line in (
            "More: Nine bridges",
            "More | Nine bridges",
            "More „Nine bridges“",
            "More / Nine",
            "More bridges",
        )
    ]


def test_a_quotation_opens_in_any_way():
    rules = rules_of("[comment-form strong]\n{n} replies to (“) {any}\n")
    for opened in ("“Nine bridges”", "„Nine bridges“", "»Nine bridges«", "”Nine bridges”", "‘Nine bridges’"):
        assert rule_of(f"3 replies to {opened}", rules), opened
    assert rule_of("3 replies to Nine bridges”", rules) is None


def test_apostrophes_may_be_letters():
    for entry in ("Ko'proq o'qish", "Koʻproq oʻqish", "Ko‘proq o‘qish"):
        rules = rules_of(f"[related strong]\n{entry}\n{entry} (:) {{any}}\n")
        for line in ("Ko'proq o'qish", "Koʻproq oʻqish", "Koʼproq oʼqish: Nine bridges"):
            assert rule_of(line, rules), (entry, line)


def test_armenian_marks_inside_a_word_do_not_part_it():
    rules = rules_of("[comment-form strong]\nԻնչ եք կարծում\nՊիտակներ: {any}\n")
    assert rule_of("Ի՞նչ եք կարծում", rules)
    assert rule_of("Պիտակներ՝ կամուրջներ", rules)


def test_a_georgian_name_has_no_capitals():
    assert rule_of("ავტორი ნინო ბერიძე", rules_of("[byline strong]\nავტორი {name}\n"))


def test_a_date_in_a_script_without_spaces_has_words_of_several_characters():
    rules = rules_of("[byline strong]\nတင်ချိန် {date}\n[words date]\nမတ် လ ရက်\n")
    assert rule_of("တင်ချိန် 12 မတ်လ 2024", rules)
    assert rule_of("တင်ချိန် 12 တံတား 2024", rules) is None


def test_a_bar_can_be_written():
    assert rule_of("Home | News", rules_of("[navigation strong]\nHome( \\| |, )News\n"))


def test_a_slot_holds_one_sentence():
    rules = rules_of("[related strong]\nRead more: {any}\n")
    assert rule_of("Read more: Nine bridges over a river", rules)
    assert rule_of("Read more: nine bridges. They are old. They will stay", rules) is None


def test_a_day_or_initial_ends_no_sentence():
    rules = rules_of("[byline strong]\nVon {few}, {date}\n[words date]\nmärz uhr\n")
    assert rule_of("Von K. Berger, 12. März 2024, 14:05 Uhr", rules)


def test_slots_hold_lines_in_scripts_without_spaces():
    rules = rules_of("[byline strong]\n(记者|作者)：{name}\n[related strong]\n(更多|相关)(阅读|新闻)：{any}\n")
    assert rule_of("作者：赵培", rules)
    assert rule_of("相关阅读：七大洲四大洋的桥梁建设者们昨天在上海开会讨论新的标准", rules)
    assert rule_of("发表 评论", rules_of("[comment-form strong]\n发表评论\n"))


def test_diacritics_count_where_a_language_asks_for_it():
    rules = rules_of("diacritics: keep\n[share strong]\nChia sẻ\n")
    assert rule_of("CHIA SẺ", rules)
    assert rule_of("Chia se", rules) is None


@pytest.mark.parametrize(
    ("off", "line"),
    [
        ("advertisement", "WERBUNG"),
        ("phrase:de/advertisement/werbung", "WERBUNG"),
        ("phrase:de/", "WERBUNG"),
        ("structure:", "source-121"),
        ("source-marker", "source-121"),
        ("structure:source-marker", "source-121"),
    ],
)
def test_rules_can_be_switched_off_by_kind_name_or_group(off, line):
    rules = default_rules()
    assert rule_of(line)
    assert rule_of(line, rules.without([off])) is None
    assert rule_of(line, rules.without([off], but=[off]))
    assert rule_of("Leave a Reply", rules.without([off])) == rule_of("Leave a Reply")


def test_a_rule_that_is_off_hides_no_other():
    rules = RuleSet({"aa.txt": "[share strong]\nTeka\n", "bb.txt": "[related strong]\nTeka\n"})
    assert {"phrase:aa/share/teka", "phrase:bb/related/teka"} == {
        rule_of("Teka", rules.without(["phrase:bb/"])),
        rule_of("Teka", rules.without(["share"])),
    }


def test_what_is_off_belongs_to_the_version():
    rules = default_rules()
    some = rules.without(["share", "phrase:de/"])
    assert some.version != rules.version
    assert some.version == rules.without(["phrase:de/", "share"]).version
    assert some is rules.without(["phrase:de/", "share"])
    assert rules is rules.without([])
    assert some.without(["share"]).version == some.version


def test_a_readers_rule_can_be_off_too():
    line = Line("Lena Abara at the bridge", "caption", "html:figcaption")
    blocks = clean_lines([Line(PROSE), line], rules=default_rules().without(["caption"]))
    assert (True, "paragraph") == (blocks[1].kept, blocks[1].kind)
