"""The shipped model: it loads, it says the same as its definition, and it asks only for features that are measured."""

from __future__ import annotations

import numpy as np

from pipeline.read.blocks import parse, read_dom
from pipeline.read.features import measure
from pipeline.read.judge import Model, Trees, dump, load, model
from pipeline.read.name_features import Vocabulary
from pipeline.read.stated import Stated, stated_of
from tests.read.pages import news_page


def test_a_tree_is_a_row_of_questions_whose_answers_number_a_leaf():
    trees = Trees(
        features=np.array([[0, 1]]),
        borders=np.array([[0.5, 2.0]], dtype=np.float32),
        leaves=np.array([[-1.0, 0.0, 1.0, 2.0]], dtype=np.float32),
        bias=0.5,
    )
    rows = np.array([[0, 0], [1, 0], [0, 3], [1, 3]], dtype=np.float32)
    margins = np.array([-0.5, 0.5, 1.5, 2.5])
    np.testing.assert_allclose(1 / (1 + np.exp(-margins)), trees.probabilities(rows), rtol=1e-6)


def test_no_rows_give_no_probabilities():
    assert 0 == len(model().trees.probabilities(np.zeros((0, len(model().feature_names)), dtype=np.float32)))


def test_what_is_dumped_is_loaded_again():
    shipped = model()
    again = load(dump(shipped))
    assert shipped.feature_names == again.feature_names
    assert shipped.name_weights == again.name_weights
    np.testing.assert_array_equal(shipped.trees.leaves, again.trees.leaves)


def test_the_model_asks_only_for_features_that_are_measured():
    root = parse(news_page().decode())
    table = measure(read_dom(root), stated_of(root), Vocabulary(model().name_weights))
    assert set(model().feature_names) <= set(table.names)
    assert int(model().trees.features.max()) < len(model().feature_names)
    assert np.isfinite(table.values).all()


def test_a_page_of_one_block_has_finite_features():
    table = measure(read_dom(parse("<p>word</p>")), Stated(), Vocabulary({}))
    assert 1 == len(table.values)
    assert np.isfinite(table.values).all()


def test_columns_are_taken_by_name():
    table = measure(read_dom(parse("<p>word</p><p>two words</p>")), Stated(), Vocabulary({}))
    picked = table.of(("size", "is_p"))
    assert [1.0, 1.0] == picked[:, 1].tolist()
    assert picked[0, 0] < picked[1, 0]


def test_a_model_is_immutable_data():
    assert isinstance(model(), Model)
    assert 0 < model().threshold < 1
