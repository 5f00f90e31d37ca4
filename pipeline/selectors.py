"""CSS selectors as XPath: the part of Selectors Level 4 that names parts of a page in `sources.toml`.

Pure; knows no page. Types, classes, ids, attributes with all operators, the four combinators, lists, `:not(…)`,
`:first-child`, `:last-child`, `:nth-child(number)`. https://www.w3.org/TR/selectors-4/
"""

from __future__ import annotations

import re

_NAME = r"-?(?:[_a-zA-Z\u0080-\uffff]|\\.)(?:[\w\u0080-\uffff-]|\\.)*"
_TOKENS = re.compile(
    rf"""
    (?P<combinator>\s*[>+~]\s*|\s+)
    | (?P<type>{_NAME}|\*)
    | \#(?P<id>(?:[\w\u0080-\uffff-]|\\.)+)
    | \.(?P<class>{_NAME})
    | \[\s*(?P<attribute>[\w:-]+)\s*(?:(?P<operator>[~|^$*]?=)\s*
      (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'\]]+))\s*(?P<flag>[iI])?\s*)?\]
    | :(?P<pseudo>first-child|last-child|nth-child|not)(?:\((?P<argument>[^()]*)\))?
    """,
    re.VERBOSE,
)
_AXES = {">": "/*", "+": "/following-sibling::*[1]", "~": "/following-sibling::*"}
_PLACES = {
    "first-child": "not(preceding-sibling::*)",
    "last-child": "not(following-sibling::*)",
}
_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"


def xpath_of(selector: str) -> str:
    """An XPath 1.0 expression for the elements of an HTML tree (lower-case tags) that a selector names.

    Raises ValueError, in words, where it is not a selector or uses more than this module knows.
    """
    parts = _split(selector)
    if not all(part.strip() for part in parts):
        raise ValueError(f'"{selector}" is not a CSS selector: something is missing beside a comma')
    return " | ".join(_path(part.strip(), selector) for part in parts)


def _split(selector: str) -> list[str]:
    """The selectors of a list; a comma inside brackets or quotes parts nothing."""
    return re.findall(
        r"""(?:\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]|\([^()]*\)|[^,])+|(?<=,)(?=,|$)|^(?=,)""", selector
    ) or [""]


def _path(selector: str, whole: str) -> str:
    path, position, is_open = "//*", 0, True
    conditions: list[str] = []
    while position < len(selector):
        token = _TOKENS.match(selector, position)
        if token is None or token.end() == position:
            raise ValueError(
                f'"{whole}" is not a CSS selector that newsmill knows, from "{selector[position:]}" on'
            )
        position = token.end()
        if token["combinator"] is not None:
            if is_open:
                raise ValueError(f'"{whole}" is not a CSS selector: nothing stands before "{token[0].strip()}"')
            path += _conditions(conditions) + _AXES.get(token[0].strip(), "//*")
            conditions, is_open = [], True
        else:
            if token["type"] and not is_open:
                raise ValueError(f'"{whole}" is not a CSS selector: "{token[0]}" must come first')
            conditions.append(_condition(token, whole))
            is_open = False
    if is_open:
        raise ValueError(f'"{whole}" is not a CSS selector: it ends with a combinator')
    return path + _conditions(conditions)


def _conditions(conditions: list[str]) -> str:
    return "".join(f"[{condition}]" for condition in conditions if condition)


def _condition(token: re.Match[str], whole: str) -> str:
    if token["type"]:
        return "" if token["type"] == "*" else f"name() = {_literal(_plain(token['type']).lower())}"
    if token["id"]:
        return f"@id = {_literal(_plain(token['id']))}"
    if token["class"]:
        return _word_in("@class", _plain(token["class"]))
    if token["attribute"]:
        return _attribute(token)
    return _pseudo(token["pseudo"], token["argument"], whole)


def _attribute(token: re.Match[str]) -> str:
    name = f"@*[name() = {_literal(token['attribute'].lower())}]"
    if not token["operator"]:
        return name
    value = next(text for text in (token["double"], token["single"], token["bare"], "") if text is not None)
    if token["flag"]:
        name, value = f"translate({name}, '{_UPPER}', '{_LOWER}')", value.lower()
    return _compared(name, token["operator"], value)


def _compared(name: str, operator: str, value: str) -> str:
    text = _literal(value)
    if operator == "=":
        return f"{name} = {text}"
    if operator == "|=":
        return f"{name} = {text} or starts-with({name}, {_literal(value + '-')})"
    if not value or (operator == "~=" and re.search(r"\s", value)):
        return "false()"  # by the specification these match nothing
    if operator == "~=":
        return _word_in(name, value)
    if operator == "^=":
        return f"starts-with({name}, {text})"
    if operator == "*=":
        return f"contains({name}, {text})"
    return f"substring({name}, string-length({name}) - {len(value) - 1}) = {text}"


def _pseudo(name: str, argument: str | None, whole: str) -> str:
    if name in _PLACES and argument is None:
        return _PLACES[name]
    if name == "nth-child" and argument and argument.strip().isdigit():
        return f"count(preceding-sibling::*) = {int(argument) - 1}"
    if name == "not" and argument and argument.strip():
        tokens = [_TOKENS.match(part.strip()) for part in _split(argument)]
        parts = [_condition(token, whole) for token in tokens if token and token["combinator"] is None]
        is_simple = all(
            token and token[0] == part.strip() for token, part in zip(tokens, _split(argument), strict=True)
        )
        if is_simple and len(parts) == len(tokens):
            return f"not({' or '.join(part or 'true()' for part in parts)})"
    raise ValueError(f'"{whole}" is not a CSS selector that newsmill knows: ":{name}" is used in another way')


def _word_in(name: str, word: str) -> str:
    return f"contains(concat(' ', normalize-space({name}), ' '), {_literal(f' {word} ')})"


def _literal(text: str) -> str:
    """A text in XPath, which has no escapes: quotes of both kinds are put together."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in text.split("'")) + ")"


def _plain(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name)
