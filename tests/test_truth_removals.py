"""What the count over the truth of test sets counts."""

from __future__ import annotations

from tests.truth_removals import count, report

TEXT = (
    "Nine bridges over a quiet river\n\nThe council voted on Tuesday night to close the old swing bridge to lorries.\n\n"
    "Share this article on Facebook\n\nThe mayor said that the ferry would run every hour until the repairs are done."
)


def test_removed_lines_are_counted_by_rule_with_their_neighbours():
    found = count([("a", TEXT), ("b", TEXT.replace("Share this article on Facebook\n\n", ""))])
    assert (2, 7) == (found.rows, found.lines)
    ((_, row, before, text, after),) = found.removals
    assert ("a", "Share this article on Facebook") == (row, text)
    assert before.endswith("lorries.")
    assert after.startswith("The mayor")
    assert "| all | 2 | 7 | 1 | 14.286% |" in report({"set": found}, lines=False)
