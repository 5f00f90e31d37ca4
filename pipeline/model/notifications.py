"""What `sources.toml` says about who is told of new rows."""

from __future__ import annotations

from dataclasses import dataclass

EVERY_CHECK = "any"


@dataclass(frozen=True, slots=True)
class Notification:
    """One `[[notify]]` table: the new rows of `search` or `check` go to `webhook` or `command`."""

    name: str
    search: str | None = None  # the name of a saved search
    check: str | None = None  # the name of a check, or "any"
    webhook: str | None = None  # the address that rows are posted to
    command: tuple[str, ...] = ()  # the program that gets them on its standard input, with its arguments
    allow_addresses: tuple[str, ...] = ()  # private networks the webhook may be in, in CIDR notation
    enabled: bool = True
    line: int = 1  # where it stands in its file

    @property
    def target(self) -> str:
        """Where it goes, for a person: of a webhook the host alone, because its path is often a secret."""
        if self.webhook:
            return self.webhook.split("/", 3)[2]
        return self.command[0]
