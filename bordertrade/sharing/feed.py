"""The published versions as a feed (Atom, RFC 4287): what changed, when and why.

It tells what the page History tells everybody, without the names of persons: a feed is copied
around the world.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from bordertrade.dataset import Contract
from bordertrade.dataset.fingerprint import SHORT
from bordertrade.shelf import uploads
from bordertrade.store import Entry
from bordertrade.view import ViewState, link
from bordertrade.words import _, language, versions

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
#: Newest first; older ones stand on the page History.
MOST_ENTRIES = 50


def feed(
    revisions: Sequence[Entry],
    withdrawn: Mapping[str, Entry],
    contract: Contract,
    address: str,
) -> bytes:
    """The feed, UTF-8. ``revisions`` newest first; ``withdrawn``: version -> the entry that says
    so; ``address`` is the site's, without a slash at its end.
    """
    shown = revisions[:MOST_ENTRIES]
    root = Xml.Element("feed", {"xmlns": _ATOM, f"{{{_XML}}}lang": language()})
    first = revisions[-1] if revisions else None
    _text(root, "id", _urn("feed", first.hash if first else address))
    _text(root, "title", _("{title}: published versions", title=contract.title))
    _text(root, "subtitle", contract.description)
    _text(root, "updated", shown[0].at.isoformat() if shown else "1970-01-01T00:00:00+00:00")
    _link(root, "self", f"{address}/feed.xml", "application/atom+xml")
    _link(root, "alternate", f"{address}/history", "text/html")
    _text(Xml.SubElement(root, "author"), "name", contract.title)
    for revision in shown:
        _entry(root, revision, withdrawn.get(revision.version), contract, address)
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(
    root: Xml.Element, told: Entry, withdrawal: Entry | None, contract: Contract, address: str
) -> None:
    entry = Xml.SubElement(root, "entry")
    _text(entry, "id", _urn("revision", told.hash))
    title = _(
        "Revision {number}: {action}", number=told.revision, action=versions.action(told.action)
    )
    _text(entry, "title", _("{title} (withdrawn)", title=title) if withdrawal else title)
    _text(entry, "updated", (withdrawal or told).at.isoformat())
    _text(entry, "published", told.at.isoformat())
    frozen = link("", ViewState(version=told.version[:SHORT]))
    _link(entry, "alternate", address + ("/history" if withdrawal else frozen), "text/html")
    _text(entry, "summary", summary(told, withdrawal, contract))


def summary(told: Entry, withdrawal: Entry | None, contract: Contract) -> str:
    """The reason, what each file did to its table, and the version."""
    counts = (versions.rows(each, contract) for each in uploads(told))
    version = _("Data version {version}", version=versions.short(told.version))
    taken = versions.withdrawn(withdrawal) if withdrawal else ""
    parts = (told.why, *counts, version, taken)
    return " · ".join(part for part in parts if part)


def _urn(kind: str, told: str) -> str:
    """The same for the same entry for ever, wherever the site moves."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'bordertrade:{kind}:{told}')}"


def _text(parent: Xml.Element, name: str, text: str) -> None:
    """What XML cannot hold is left out: reasons are written by people and programs."""
    Xml.SubElement(parent, name).text = "".join(c for c in text if c.isprintable() or c == "\n")


def _link(parent: Xml.Element, rel: str, href: str, kind: str) -> None:
    Xml.SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})
