"""Tell an article's lines from residue: ad labels, comment forms, share bars, consent texts, and so on.

Rules match whole lines, as data in `phrases/` (one file a language) or as a form (`matcher`); where they
count is judged with a line's surroundings (`judge`). Pure: the same lines and rules give the same blocks.
Does not read pages, and does not learn: what a source repeats is found in the warehouse.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.clean.judge import judge
from pipeline.clean.rules import Match, RuleSet, default_rules
from pipeline.model import KEPT_KINDS, Block, Line

__all__ = ["RULE_SET_VERSION", "RuleSet", "clean_lines", "default_rules"]

RULE_SET_VERSION: str  # digest of the phrase files and of how they are judged; 12 hex digits


def clean_lines(
    lines: Sequence[Line], *, language: str | None = None, rules: RuleSet | None = None
) -> tuple[Block, ...]:
    """Judge each line of one document: exactly one block per line, with its text, in order.

    `language` (ISO 639-1) is the article's, where it is known; lines in others are recognised, too. Lines
    that carry a rule are removed by it. Never raises for any text; linear in its length.

    Raises:
        RulesError: when the package's phrase files can't be used and `rules` is not given.

    """
    rules = default_rules() if rules is None else rules
    verdict = judge(lines, rules, language)
    return tuple(_block(line, match) for line, match in zip(lines, verdict, strict=True))


def _block(line: Line, match: Match | None) -> Block:
    if match is not None:
        return Block(line.text, kept=False, kind=match.kind, rule=match.rule)
    return Block(line.text, kept=True, kind=line.kind if line.kind in KEPT_KINDS else "paragraph")


def __getattr__(name: str) -> str:
    if name == "RULE_SET_VERSION":
        return default_rules().version
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
