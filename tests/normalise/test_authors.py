"""Names come out of what pages write where an author belongs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Candidate
from pipeline.normalise.author_choice import BRAND, choose_authors
from pipeline.normalise.authors import is_full_name, looks_like_name, names_in


def names(raw: str, *, visible: bool = False) -> list[str]:
    return [name.value for name in names_in(raw, visible=visible) if not name.reason]


def chosen(*rows: tuple[str, str], sites: tuple[str, ...] = ("The Quay", "quay.example")) -> tuple[str, ...]:
    return choose_authors([Candidate("authors", raw, origin) for origin, raw in rows], sites).values


@pytest.mark.parametrize(
    "raw",
    [
        "Ada Moor and Bo Lund", "Ada Moor und Bo Lund", "Ada Moor et Bo Lund", "Ada Moor y Bo Lund", "Ada Moor e Bo Lund",
        "Ada Moor en Bo Lund", "Ada Moor i Bo Lund", "Ada Moor ve Bo Lund", "Ada Moor и Bo Lund", "Ada Moor og Bo Lund",
        "Ada Moor och Bo Lund", "Ada Moor ja Bo Lund", "Ada Moor és Bo Lund", "Ada Moor și Bo Lund", "Ada Moor dan Bo Lund",
        "Ada Moor, Bo Lund", "Ada Moor; Bo Lund", "Ada Moor | Bo Lund", "Ada Moor & Bo Lund", "Ada Moor / Bo Lund", "Ada Moor、Bo Lund",
        "Ada Moor\nBo Lund", "Ada Moor, and Bo Lund", "By Ada Moor\nand Bo Lund",
    ],
)  # fmt: skip
def test_two_names_are_split(raw):
    assert ["Ada Moor", "Bo Lund"] == names(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "By Ada Moor", "BY: Ada Moor", "ByAda Moor", "Von Ada Moor", "Ein Kommentar von Ada Moor", "Text: Ada Moor", "Par Ada Moor",
        "Propos recueillis par Ada Moor", "Por Ada Moor", "di Ada Moor", "A cura di Ada Moor", "Door Ada Moor", "Av Ada Moor",
        "Af Ada Moor", "Autor: Ada Moor", "Автор: Ada Moor", "Текст: Ada Moor", "Yazan: Ada Moor", "بقلم: Ada Moor", "Oleh Ada Moor",
        "作者：Ada Moor", "文／Ada Moor", "Írta: Ada Moor", "Kirjoittaja: Ada Moor", "Γράφει Ada Moor", "Piše: Ada Moor", "Scris de Ada Moor",
        "Pressemitteilung von Ada Moor", "Recipe by Ada Moor", "Written by: Ada Moor",
    ],
)  # fmt: skip
def test_labels_are_cut(raw):
    assert ["Ada Moor"] == names(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "Ada Moor (am)", "Ada Moor [Quay]", "Ada Moor, MD", "Ada Moor, PhD, RN", "Ada Moor MBE", "Ada Moor, senior reporter",
        "Ada Moor, Redakteurin", "Ada Moor dpa", "Ada Moor ada@quay.example", "Ada Moor https://quay.example/ada", "Ada Moor on 3 May 2024",
        "Ada Moor in Oslo", "Ada Moor Illustration von Bo Lund", "Rechtsanwältin Ada Moor", "Quay-Online-Expertin Ada Moor",
        "ADA MOOR", "Ada Moor &nbsp;", "<b>Ada Moor</b>", "Ada\u00a0Moor",
    ],
)  # fmt: skip
def test_what_hangs_on_a_name_is_cut(raw):
    assert ["Ada Moor"] == names(raw)


@pytest.mark.parametrize(
    "name",
    [
        "Per Olsson",
        "Di Maio Luigi",
        "José Ortega y Gasset",
        "Rui Ma",
        "Otto von Moor",
        "Jean-Luc d'Arc",
        "Anna O'Neil",
        "J. R. Moor",
        "April Fulton",
        "李小明",
        "Лев Морской",
    ],
)
def test_real_names_stay_whole(name):
    assert [name] == names(name)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("admin", "a placeholder, not a name"),
        ("https://quay.example/ada", "an address, not a name"),
        ("@ada", "a user name"),
        ("12:30", "no letters"),
        ("News Desk", "a role, not a name"),
        ("page.head.author", "a template's variable"),
        ("Monday 12:30 Uhr", "a time, not a name"),
        ("Tags: Harbour", "a label and what it stands before"),
        ("y", "too short for a name"),
        ("No Author", "a placeholder, not a name"),
    ],
)
def test_what_is_no_name_says_why(raw, reason):
    assert [reason] == [name.reason for name in names_in(raw)]


def test_capitals_of_abbreviations_stay():
    assert ["AFP"] == names("AFP")


@pytest.mark.parametrize("text", ["5 min read", "View author archive", "lives by the sea", "Follow", "December 3"])
def test_visible_text_has_to_look_like_a_name(text):
    assert [] == names(text, visible=True)


def test_a_biography_gives_no_names():
    assert ["Ada Moor"] == names(
        "Ada Moor\nAda Moor writes about ports, ships and the Department of Tides for the paper", visible=True
    )


def test_full_names():
    assert is_full_name("Ada Moor")
    assert is_full_name("李小明")
    assert not is_full_name("ada")
    assert looks_like_name("Ada de la Mar")


class TestChoice:
    def test_json_ld_before_a_byline(self):
        assert ("Ada Moor",) == chosen(("visible:byline", "By Bo Lund"), ("json-ld:author", "Ada Moor"))

    def test_a_person_before_the_brand(self):
        assert ("Ada Moor",) == chosen(("json-ld:author", "The Quay"), ("visible:byline", "By Ada Moor"))

    def test_the_brand_where_nobody_else_is_stated(self):
        assert ("The Quay",) == chosen(("json-ld:author@Organization", "The Quay"), ("meta:author", "admin"))

    def test_a_placeholder_is_never_chosen(self):
        assert () == chosen(("meta:author", "Admin"))

    def test_a_full_name_before_a_user_name(self):
        assert ("Ada Moor",) == chosen(("meta:author", "amoor77"), ("visible:byline", "By Ada Moor"))

    def test_a_byline_that_names_more_persons(self):
        assert ("Bo Lund", "Ada Moor") == chosen(
            ("json-ld:author", "Ada Moor"), ("visible:byline", "Bo Lund\nAda Moor")
        )

    def test_not_a_byline_with_other_words_in_it(self):
        assert ("Ada Moor",) == chosen(
            ("json-ld:author", "Ada Moor"), ("visible:byline", "Ada Moor\nFont Size\n5 min read")
        )

    def test_all_of_one_place(self):
        assert ("Ada Moor", "Bo Lund") == chosen(
            ("json-ld:author", "Ada Moor"), ("json-ld:author", "Bo Lund"), ("json-ld:author", "ada moor")
        )

    def test_from_elsewhere_only_where_it_is_the_only_name(self):
        assert ("Ada Moor",) == chosen(("rel:author@elsewhere", "Ada Moor"))
        assert () == chosen(("rel:author@elsewhere", "Ada Moor"), ("rel:author@elsewhere", "Bo Lund"))

    def test_a_line_that_only_stands_where_a_byline_may_comes_last(self):
        assert ("The Quay",) == chosen(("json-ld:author", "The Quay"), ("visible:place", "Travel Tips"))
        assert ("Ada Moor",) == chosen(("visible:place", "Ada Moor"))

    def test_such_a_line_is_believed_where_the_page_names_the_same_once_more(self):
        assert ("Ada Moor",) == chosen(
            ("json-ld:author@Organization", "The Quay"),
            ("visible:place", "Ada Moor"),
            ("link:author@elsewhere", "Ada Moor"),
            ("link:author@elsewhere", "Bo Lund"),
        )

    def test_evidence_says_what_became_of_each(self):
        rows = choose_authors(
            [
                Candidate("authors", "The Quay", "meta:author"),
                Candidate("authors", "By Ada Moor", "visible:byline"),
            ],
            ["The Quay"],
        ).evidence
        assert [("The Quay", False, BRAND), ("Ada Moor", True, "the page's byline")] == [
            (r.value, r.chosen, r.reason) for r in rows
        ]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["json-ld:author", "visible:byline", "rel:author@elsewhere", "meta:author"]),
            st.text(max_size=120),
        ),
        max_size=8,
    )
)
def test_never_raises(rows):
    assert isinstance(chosen(*rows), tuple)
