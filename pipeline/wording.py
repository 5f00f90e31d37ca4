"""Words for numbers in what people read: "1 record", "2 records". Formats nothing else."""

from __future__ import annotations


def counted(number: float, noun: str, plural: str | None = None) -> str:
    """A number with its noun, in the form that fits; thousands have commas, fractions are rounded off."""
    whole = round(number)
    return f"{whole:,} {noun if whole == 1 else plural or f'{noun}s'}"
