"""What the head of a page says of a link: to messengers, search engines and readers of feeds.

Every text in it may come from a file or from the link itself: all of them are escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bordertrade.dataset import Dataset
from bordertrade.remembered import once
from bordertrade.sharing import markup
from bordertrade.sharing.embedding import card_path, picture_path
from bordertrade.sharing.link_target import Opened
from bordertrade.sharing.places import Place
from bordertrade.sharing.preview import HEIGHT, WIDTH, beginning
from bordertrade.sharing.subject import statement
from bordertrade.store import Revision
from bordertrade.words import _, language
from bordertrade.words.markup import escape

#: Of the sentence, characters; messengers cut further themselves.
_LONGEST = 600
_LOCALES = {"en": "en_GB", "ur": "ur_PK", "fa": "fa_IR"}


@dataclass(frozen=True, slots=True)
class Head:
    """``tags`` is HTML for the head; ``instead`` HTML for who runs no scripts."""

    title: str
    description: str
    tags: str
    instead: str


def head(found: Opened, address: str) -> Head:
    """What is said of a link. ``address`` is the site's, without a slash at its end."""
    title, description = told(found)
    tags = (*_tags(found, address, title, description), _dataset(found, address))
    return Head(
        _named(title),
        description,
        "\n    ".join(filter(None, tags)),
        _instead(found, title, description),
    )


def bare(place: Place) -> Head:
    """What is said of a page whatever its link names: for when too many ask at once."""
    title, lead = _(place.title), _(place.lead)
    tags = f'<meta name="description" content="{escape(lead)}" />'
    return Head(_named(title), lead, tags, _without_scripts(title, lead))


def told(found: Opened) -> tuple[str, str]:
    """Title and description of a link; with trouble why there are no figures."""
    if found.trouble:
        return _(found.subject.place.title), found.trouble
    said = statement(found.subject)
    title = _("Draft: {title}", title=said.title) if found.looking.draft else said.title
    rest = " · ".join(filter(None, (said.basis, said.dated)))
    return title, f"{beginning(said.sentence, _LONGEST)} {rest}"


def picture(found: Opened) -> str:
    """Path and query of the picture: of the version shown, so that text and picture agree however
    long a messenger keeps them.
    """
    return picture_path(found.subject.asked if found.is_frozen else found.subject.frozen)


def _named(title: str) -> str:
    return _("{title} – {site}", title=title, site=_site())


def _site() -> str:
    return _("Border-market trade of Pakistan and Iran")


def _tags(found: Opened, address: str, title: str, description: str) -> Iterable[str]:
    live, image = address + found.subject.live, address + picture(found)
    yield f'<meta name="description" content="{escape(description)}" />'
    if found.trouble or found.looking.draft:
        yield '<meta name="robots" content="noindex" />'
    yield f'<link rel="canonical" href="{escape(live)}" />'
    feed = escape(f"{address}/feed.xml")
    name = escape(_("Published versions"))
    yield f'<link rel="alternate" type="application/atom+xml" title="{name}" href="{feed}" />'
    yield from _open_graph(
        {
            "title": title,
            "description": description,
            "url": address + found.link,
            "site_name": _site(),
            "type": "website",
            "locale": _LOCALES.get(language(), language()),
            "image": image,
            "image:type": "image/png",
            "image:width": str(WIDTH),
            "image:height": str(HEIGHT),
            "image:alt": f"{title}. {beginning(description, 200)}",
        }
    )
    card = {"card": "summary_large_image", "title": title, "description": description}
    for key, text in {**card, "image": image}.items():
        yield f'<meta name="twitter:{key}" content="{escape(text)}" />'


def _open_graph(texts: Mapping[str, str]) -> Iterable[str]:
    return (f'<meta property="og:{key}" content="{escape(text)}" />' for key, text in texts.items())


def _dataset(found: Opened, address: str) -> str:
    """The record as schema.org describes data sets; "" where the link shows none of it."""
    if found.trouble or found.looking.draft:
        return ""
    dataset, published = found.looking.dataset, found.looking.published
    made: str = once(
        dataset,
        "markup",
        address,
        published.number if published else 0,
        make=lambda: _script(dataset, published, address),
    )
    return made


def _script(dataset: Dataset, published: Revision | None, address: str) -> str:
    return (
        '<script type="application/ld+json">'
        f"{_data(markup.described(dataset, published, address))}</script>"
    )


def _data(described: Mapping[str, Any]) -> str:
    """JSON that no text in it can end."""
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _instead(found: Opened, title: str, description: str) -> str:
    """For who runs no scripts: the words, and the way to the card that needs none."""
    if found.trouble:
        way = ""
    else:
        card = escape("." + card_path(found.subject.asked))
        name = escape(_("The same with its picture, without scripts"))
        way = f'<p><a href="{card}">{name}</a></p>'
    return _without_scripts(title, description, way)


def _without_scripts(title: str, description: str, way: str = "") -> str:
    need = escape(_("This page needs JavaScript to be used."))
    return f"<h1>{escape(title)}</h1><p>{escape(description)}</p>{way}<p>{need}</p>"
