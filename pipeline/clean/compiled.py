"""Keep the compiled rule set beside Python's own compiled modules, because compiling 80 languages takes seconds.

The file is named after a digest of everything it depends on, so it is never stale; where it can't be written the
rules are compiled anew in each process. Like a .pyc file it is trusted as the package itself is.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar

Rules = TypeVar("Rules")

_CODE = (
    "composed.py",
    "fold.py",
    "items.py",
    "pairs.py",
    "patterns.py",
    "phrasefile.py",
    "rules.py",
    "spelled.py",
)


def compiled(texts: Mapping[str, str], compile_: Callable[[Mapping[str, str]], Rules]) -> Rules:
    """What `compile_` makes of phrase files, from the cache where it is there."""
    module = Path(cache_from_source(__file__))
    path = module.with_name(f"rules.{sys.implementation.cache_tag}.{_digest(texts)}.bin")
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, TypeError):
        kept: Rules = pickle.loads(path.read_bytes())  # noqa: S301 - it lies in the package's own __pycache__
        return kept
    made = compile_(texts)
    _write(path, pickle.dumps(made, protocol=5))
    return made


def _write(path: Path, data: bytes) -> None:
    """At once or not at all, because several processes may do it; what it replaces goes."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            stream.write(data)
        Path(stream.name).replace(path)
        for other in path.parent.glob(f"rules.{sys.implementation.cache_tag}.*.bin"):
            if other != path:
                other.unlink()


def _digest(texts: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        digest.update(f"\0{name}\0".encode() + text.encode())
    for name in _CODE:
        digest.update(files("pipeline.clean").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
