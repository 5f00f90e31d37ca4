"""The reference of the warehouse says what the warehouse says of itself."""

from pipeline.store.warehouse import Warehouse
from tests.reference import REFERENCE, reference, without_output


def test_the_reference_is_what_the_comments_say(tmp_path):
    """`python -m tests.reference` writes it anew."""
    with Warehouse.open(tmp_path / "warehouse") as warehouse:
        assert reference(warehouse.connection) == without_output(REFERENCE.read_text(encoding="utf-8"))
