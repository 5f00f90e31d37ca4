"""JSON-LD is read however broken it is, and only the node about the page counts."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.jsonld import MAX_NODES, candidates_of_nodes, nodes_of
from pipeline.read.jsonld_text import parse

HERE = ("https://quay.example/harbour",)


def stated(
    *scripts: object, addresses: tuple[str, ...] = HERE, titles: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    texts = [script if isinstance(script, str) else json.dumps(script) for script in scripts]
    rows: dict[str, list[str]] = {}
    for candidate in candidates_of_nodes(nodes_of(texts), addresses, titles):
        rows.setdefault(candidate.origin, []).append(candidate.raw)
    return rows


class TestText:
    @pytest.mark.parametrize(
        "text",
        [
            '{"headline": "Harbour opens"}',
            '\ufeff{"headline": "Harbour opens"};',
            '<!-- {"headline": "Harbour opens"} -->',
            '//<![CDATA[\n{"headline": "Harbour opens"}\n//]]>',
            '/* the article */ {"headline": "Harbour opens"}',
            '{"headline": "Harbour opens",}',
            '{"headline": "Harbour opens" // for search\n}',
            "{&quot;headline&quot;: &quot;Harbour opens&quot;}",
        ],
    )
    def test_usual_faults_are_repaired(self, text):
        assert [{"headline": "Harbour opens"}] == parse(text)

    def test_line_breaks_and_bad_escapes_in_a_string(self):
        assert [{"a": "b\nc", "d": r"\e"}] == parse('{"a": "b\nc", "d": "\\e"}')

    def test_a_missing_comma_at_a_line_end(self):
        assert [{"a": "b", "c": 1}] == parse('{"a": "b"\n"c": 1}')

    def test_values_one_after_another(self):
        assert [{"a": 1}, {"b": 2}] == parse('{"a": 1}\n{"b": 2,}')

    def test_unescaped_quotation_marks_still_give_the_known_keys(self):
        text = '{"@type": "NewsArticle", "headline": "The "big" harbour", "datePublished": "2024-05-03", "author": {"@type": "Person", "name": "Ada Moor"}}'
        assert [
            {
                "@type": "NewsArticle",
                "headline": 'The "big" harbour',
                "datePublished": "2024-05-03",
                "author": "Ada Moor",
            }
        ] == parse(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "   ",
            "null",
            "not json",
            "[" * 100_000,
            '{"a":' * 50_000,
            '"' * 9_999,
            '"\\' * 100_000,
            "/*" * 9_999,
        ],
    )
    def test_garbage_gives_nothing_about_an_article(self, text):
        assert not any(node.is_article for node in nodes_of([text]))

    @settings(max_examples=300, deadline=None)
    @given(st.text(alphabet='{}[]":,/*\\ \nab1eE.-<!>&;', max_size=300) | st.text(max_size=300))
    def test_never_raises(self, text):
        assert isinstance(parse(text), list)


class TestChoice:
    def test_an_article_in_a_graph_with_references(self):
        graph = {
            "@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "The Quay"},
                {"@type": "Person", "@id": "#ada", "name": "Ada Moor"},
                {
                    "@type": ["Article", "NewsArticle"],
                    "headline": "Harbour &amp; hope",
                    "author": {"@id": "#ada"},
                    "publisher": {"@id": "#site"},
                },
            ]
        }
        rows = stated(graph)
        assert ["Harbour & hope"] == rows["json-ld:headline"]
        assert ["Ada Moor"] == rows["json-ld:author"]
        assert ["The Quay"] == rows["json-ld:publisher"]
        assert ["The Quay"] == rows["json-ld-site:website"]

    def test_of_several_articles_the_one_at_this_address(self):
        rows = stated(
            [
                {"@type": "NewsArticle", "headline": "Another", "url": "https://quay.example/another"},
                {
                    "@type": "NewsArticle",
                    "headline": "Harbour opens",
                    "mainEntityOfPage": {"@id": "http://www.quay.example/harbour/"},
                },
            ]
        )
        assert ["Harbour opens"] == rows["json-ld:headline"]

    def test_of_several_articles_the_one_with_this_title(self):
        rows = stated(
            [
                {"@type": "BlogPosting", "headline": "Another"},
                {"@type": "BlogPosting", "headline": "Harbour opens"},
            ],
            titles=("HARBOUR OPENS!",),
        )
        assert ["Harbour opens"] == rows["json-ld:headline"]

    def test_lists_of_other_articles_are_not_read(self):
        rows = stated(
            {"@type": "WebPage", "name": "Front", "hasPart": [{"@type": "NewsArticle", "headline": "Another"}]}
        )
        assert "json-ld:headline" not in rows

    def test_what_a_page_node_says_has_its_own_origin(self):
        rows = stated(
            {
                "@type": "WebPage",
                "name": "Harbour opens",
                "mainEntity": {"@type": "Article", "headline": "Harbour"},
            }
        )
        assert ["Harbour opens"] == rows["json-ld-page:name"]
        assert ["Harbour"] == rows["json-ld:headline"]

    @pytest.mark.parametrize(
        ("author", "origin", "names"),
        [
            ("Ada Moor", "json-ld:author", ["Ada Moor"]),
            (["Ada Moor", {"name": "Bo Lund"}], "json-ld:author", ["Ada Moor", "Bo Lund"]),
            ({"@type": "Person", "name": ["Ada Moor", "Bo Lund"]}, "json-ld:author", ["Ada Moor", "Bo Lund"]),
            ({"@type": "Person", "givenName": "Ada", "familyName": "Moor"}, "json-ld:author", ["Ada Moor"]),
            ({"@type": "NewsMediaOrganization", "name": "The Quay"}, "json-ld:author@Organization", ["The Quay"]),
            ({"@type": "schema:Organization", "name": "The Quay"}, "json-ld:author@Organization", ["The Quay"]),
        ],
    )
    def test_authors_in_every_shape(self, author, origin, names):
        assert names == stated({"@type": "NewsArticle", "headline": "x", "author": author})[origin]

    def test_a_reference_to_itself_ends(self):
        node = {"@id": "#a", "@type": "NewsArticle", "headline": "x", "author": {"@id": "#a"}}
        other = {"@id": "#b", "author": {"@id": "#b"}}
        assert ["x"] == stated([node, other])["json-ld:headline"]

    def test_true_and_false_are_words(self):
        assert ["false"] == stated({"@type": "Article", "isAccessibleForFree": False})[
            "json-ld:isAccessibleForFree"
        ]

    def test_a_script_with_very_many_nodes_is_cut(self):
        assert len(nodes_of([json.dumps([{"@type": "NewsArticle"}] * (2 * MAX_NODES))])) <= MAX_NODES
