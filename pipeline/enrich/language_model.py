"""The statistical model of languages: py3langid's, read faster.

The same features and the same scores. The library follows its automaton through a text byte by byte; as no feature
is longer than four bytes, the state after each byte depends on the last four alone, and all are found at once.
"""

from __future__ import annotations

import copy
import threading
from functools import cache
from itertools import chain
from typing import Any

_LOCK = threading.Lock()
_LONGEST = 4  # bytes of a feature (Lui & Baldwin 2012, langid.py: n-grams of one to four bytes)


class Model:
    """Ranks some languages by how likely a text is in each."""

    def __init__(self, identifier: Any) -> None:
        import numpy as np  # noqa: PLC0415 - slow import, and loaded by the model already

        self._identifier = identifier
        self._moves = np.asarray(identifier.tk_nextmove)
        found = [identifier.tk_output.get(state, ()) for state in range(len(self._moves) >> 8)]
        self._features = np.fromiter(chain.from_iterable(found), np.intp)  # of one state after another
        self._lengths = np.fromiter(map(len, found), np.intp)

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Languages and their log-probabilities, the likeliest first."""
        scores = self._identifier.nb_classprobs(self._counts(text)).tolist()
        return sorted(
            zip(self._identifier.nb_classes, scores, strict=True), key=lambda pair: pair[1], reverse=True
        )

    def _counts(self, text: str) -> Any:
        """How often each feature of the model occurs."""
        import numpy as np  # noqa: PLC0415

        data = np.frombuffer(text.encode("utf-8", errors="surrogatepass"), np.uint8)
        states = np.zeros(len(data), np.uint32)
        for before in range(min(_LONGEST, len(data)) - 1, -1, -1):
            states[before:] = self._moves[(states[before:] << 8) + data[: len(data) - before]]
        visits = np.bincount(states, minlength=self._lengths.size)
        return np.bincount(
            self._features, np.repeat(visits, self._lengths), minlength=self._identifier.nb_numfeats
        ).astype(self._identifier.nb_ptc.dtype)


@cache
def model_of(languages: tuple[str, ...]) -> Model:
    """The model restricted to some languages."""
    with _LOCK:
        identifier = copy.copy(_whole())
    identifier.set_languages(list(languages))
    return Model(identifier)


@cache
def _whole() -> Any:
    """The model of all languages; loading it takes about 60 ms."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - slow import

    return LanguageIdentifier.from_pickled_model(MODEL_FILE)
