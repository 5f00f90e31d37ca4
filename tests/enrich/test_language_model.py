"""The model read fast gives the library's own scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.enrich.language_model import model_of

LANGUAGES = ("de", "en", "fr", "sw", "vi")


@pytest.fixture(scope="module")
def library():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


@given(text=st.text(max_size=40) | st.text("aeinrst ", max_size=200))
def test_every_text_has_the_library_s_scores(library, text):
    expected = library.nb_classprobs(library.instance2fv(text.encode()))
    assert dict(model_of(LANGUAGES).rank(text)) == pytest.approx(
        dict(zip(library.nb_classes, expected.tolist(), strict=True)), rel=1e-4
    )
