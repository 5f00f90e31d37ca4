"""Numbers go with the right form of their noun."""

import pytest

from pipeline.wording import counted


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 problems"), (1, "1 problem"), (2, "2 problems"), (1204, "1,204 problems"), (0.6, "1 problem")],
)
def test_a_noun_follows_its_number(number, said):
    assert said == counted(number, "problem")


def test_a_plural_of_another_form_is_given():
    assert ["1 address", "2 addresses"] == [counted(number, "address", "addresses") for number in (1, 2)]
