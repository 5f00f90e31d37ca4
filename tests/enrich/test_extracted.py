"""An article gets its fields in one call, whatever its text is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import article_from_text
from pipeline.enrich.extracted import with_extracted
from pipeline.model import Article

TEXT = """Hafen von Lervik wird ausgebaut

Lervik (nda) – Der Hafen in Lervik wird bis 2030 für große Fähren ausgebaut. Das sagte Ministerin Anna Berg am Dienstag in Oslo.

„Wir bauen für die nächsten fünfzig Jahre“, sagte Berg. Norwegen zahlt die Hälfte der Kosten, den Rest trägt die Europäische Union.
"""


def test_an_article_is_given_quotes_names_dates_and_dateline():
    article = article_from_text(TEXT)
    assert [("Anna Berg", "Wir bauen für die nächsten fünfzig Jahre")] == [
        (q.speaker, q.text) for q in article.quotes
    ]
    assert {"Anna Berg", "Oslo", "Norwegen", "Europäische Union", "Lervik"} == {m.name for m in article.mentions}
    assert ["2030"] == [found.text for found in article.text_dates]
    assert ("Lervik", "nda") == (article.dateline.place, article.dateline.agency)


def test_what_is_no_article_stays_as_it_is():
    page = Article(title="Seite", body="„Wir kommen“, sagte Anna Berg.", language="de", kind="listing")
    assert page == with_extracted(page)


LANGUAGES = st.sampled_from(
    [None, "xx", "de", "en", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "tr", "ar", "ja", "zh", "el", "he"]
)
PIECES = st.sampled_from(
    ["„", "“", "”", '"', "«", "»", "‚", "‘", "’", "'", "「", "」", " ", "\n\n", "\n", ".", ",", ":", "?", "–", "(", ")", "Anna", "Berg",
     "sagte", "said", "der", "the", "a", "laut", "12", "2024", "31", "Februar", "GmbH", "UN", "dit", "-t-", "il", "年", "は", "seit", "vor"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), LANGUAGES, st.none() | st.dates())
def test_no_text_raises_and_offsets_lie_in_the_body(body, language, published):
    article = with_extracted(Article(title="T", lead=None, body=body, language=language, published=published))
    for found in (*article.quotes, *article.text_dates, *(m for m in article.mentions if m.start is not None)):
        assert 0 <= found.start < found.end <= len(body)


@pytest.mark.parametrize(
    "body",
    ["„" * 3000, "„a “" * 3000, "ALLES IST LAUT " * 2000, "Hans und " * 3000, "Hans von der " * 2000, '"a b" ' * 4000, "sagte „a b c“ " * 1500,
     "laut " * 5000, "A-" * 20000, "U." * 20000, "1.2." * 5000, "(" * 5000],
)  # fmt: skip
@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_texts_without_sentences_come_to_an_end(body, language):
    assert body == with_extracted(Article(body=body, language=language, published=date(2024, 2, 29))).body
