"""What a provider of sign-in says of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Some providers send truth as text.
_TRUE = (True, "true")


@dataclass(frozen=True, slots=True)
class Claims:
    """``address`` is lower-cased, and "" unless the provider has verified it; ``groups`` are the
    values of the claim that gives roles.
    """

    issuer: str
    subject: str
    address: str
    name: str
    groups: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """As the audit names the person."""
        return self.address or f"subject: {self.subject} at {self.issuer}"

    @property
    def shown(self) -> str:
        """What readers see; "" where the provider knows no name but an address."""
        return "" if "@" in self.name else self.name


def claims_of(told: Mapping[str, Any], role_claim: str = "") -> Claims:
    """From a provider's answer. ``role_claim`` may lead through objects: "realm_access.roles"."""
    verified = told.get("email_verified") in _TRUE
    return Claims(
        issuer=str(told.get("iss") or ""),
        subject=str(told.get("sub") or ""),
        address=str(told.get("email") or "").strip().lower() if verified else "",
        name=" ".join(str(told.get("name") or "").split())[:80],
        groups=tuple(_values(told, role_claim)),
    )


def _values(told: Mapping[str, Any], path: str) -> list[str]:
    found: Any = told
    if not path:
        return []
    for part in (path,) if path in told else path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    values = found if isinstance(found, list) else [found]
    return [each for each in values if isinstance(each, str) and each]
