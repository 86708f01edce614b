"""How long others may keep an answer: the reader's browser, and a cache in front of the server.

A version's numbers never change, but it may be withdrawn: nobody keeps even them for longer than a
day. What is current may be another in a moment: a cache in front asks again after
``LIVE_SECONDS``, so a publication is seen that much later at most, and one second more.
"""

from __future__ import annotations

from starlette.datastructures import Headers

from bordertrade.sharing.link_target import Opened

#: How long a shared cache may answer for us with what follows new data.
LIVE_SECONDS = 5
NEVER = "no-store"
LIVE = f"public, max-age=60, s-maxage={LIVE_SECONDS}"
FROZEN = "public, max-age=86400, immutable"
#: What changes with a release only, under the same name.
RELEASE = "public, max-age=3600"
#: Pages name the files of this release: after another one is put in place nobody may still hold
#: them, whatever numbers they are about.
PAGE = f"public, max-age=0, s-maxage={LIVE_SECONDS}, must-revalidate"
FROZEN_PAGE = "public, max-age=0, s-maxage=60, must-revalidate"


def keeping(found: Opened) -> str:
    """For a picture or a card."""
    if found.trouble or found.looking.draft:
        return NEVER
    return FROZEN if found.is_frozen else LIVE


def keeping_page(found: Opened) -> str:
    """For a page with its head."""
    if found.trouble or found.looking.draft:
        return NEVER
    return FROZEN_PAGE if found.is_frozen else PAGE


def is_known(asked: Headers, tag: str) -> bool:
    """Whether who asks has it already: ``tag`` with its quotes, as its validator is sent."""
    given = [each.strip() for each in asked.get("if-none-match", "").split(",")]
    return "*" in given or tag.removeprefix("W/") in {each.removeprefix("W/") for each in given}
