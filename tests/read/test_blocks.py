"""read_dom: what a block is, what is remembered of it, and which blocks each element holds."""

from __future__ import annotations

from itertools import pairwise

from pipeline.read.blocks import Dom, parse, read_dom


def dom_of(body: str) -> Dom:
    return read_dom(parse(f"<html><body>{body}</body></html>"))


def texts(body: str) -> list[str]:
    return [block.text for block in dom_of(body).blocks]


def test_a_box_ends_a_block_and_an_inline_element_does_not():
    assert ["one two three", "four"] == texts("<p>one <b>two</b> <span>three</span></p><p>four</p>")


def test_text_between_and_after_boxes_is_a_block_of_its_parent():
    assert ["before", "inside", "after"] == texts("<div>before<p>inside</p>after</div>")


def test_white_space_is_folded_and_empty_elements_are_no_blocks():
    assert ["a b"] == texts("<p>\n a \t\n b </p><p> \n </p><p></p>")


def test_what_no_reader_sees_as_text_is_left_out():
    assert ["seen"] == texts(
        "<style>p{}</style><script>x()</script><p>seen</p><select><option>no</option></select>"
    )


def test_text_in_a_shadow_root_is_seen_and_in_a_plain_template_is_not():
    assert ["shown"] == texts(
        "<template shadowrootmode='open'><p>shown</p></template><template><p>not</p></template>"
    )


def test_links_and_bold_are_counted_by_characters():
    block = dom_of("<p>12345<a href='/'>1234567</a><strong>123</strong></p>").blocks[0]
    assert (7, 1, 3) == (block.link_characters, block.links, block.bold_characters)


def test_a_link_that_goes_on_after_a_break_counts_in_both_lines():
    first, second = dom_of("<p><a href='/'>one<br>two</a></p>").blocks
    assert (3, 3) == (first.link_characters, second.link_characters)
    assert (1, 1) == (first.links, second.links)
    assert first.group == second.group


def test_pictures_and_form_fields_are_counted_for_the_block_after_them():
    _, second, third = dom_of("<p>one</p><img src='x'><video></video><p>two</p><input><p>three</p>").blocks
    assert (2, 0) == (second.media, second.controls)
    assert (0, 1) == (third.media, third.controls)


def test_a_hidden_element_hides_what_is_in_it():
    dom = dom_of(
        "<div style='display:none'><p>a</p></div><div hidden><p>b</p></div><p aria-hidden='true'>c</p><p>d</p>"
    )
    assert [True, True, True, False] == [dom.hidden[block.node] for block in dom.blocks]


def test_an_element_holds_the_blocks_between_its_first_and_last():
    dom = dom_of("<div><p>a</p><div><p>b</p>c</div></div><p>d</p>")
    inside = {
        dom.tags[node] + str(node): [block.text for block in dom.blocks[dom.first[node] : dom.last[node]]]
        for node in range(len(dom.tags))
    }
    assert ["a", "b", "c", "d"] == inside["html0"]
    assert ["a", "b", "c"] == inside["div2"]
    assert ["b", "c"] == inside["div4"]


def test_parents_come_before_their_children_and_groups_never_fall():
    dom = dom_of("<div><p>a<br>b<br><br>c</p></div><ul><li>d</li></ul>")
    assert all(parent < node for node, parent in enumerate(dom.parents))
    assert all(before.group <= after.group for before, after in pairwise(dom.blocks))


def test_names_come_from_all_telling_attributes():
    dom = dom_of("<div class='a b' id='c' itemprop='articleBody' data-testid='d' title='e'><p>x</p></div>")
    assert "a b c articleBody d" in dom.hints
