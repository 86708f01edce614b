"""The interactive view for other people's pages: our own page without its frame."""

from __future__ import annotations

from bordertrade.sharing.subject import Subject, statement
from bordertrade.words.markup import escape

#: A chart with its sentence and source line on a phone, pixels.
_HEIGHT = 640


def interactive(subject: Subject, address: str, *, frozen: bool) -> str:
    """HTML to paste: a frame that loads when it comes into sight. ``address`` is the site's."""
    asked = bare(subject.frozen if frozen else subject.live)
    url = escape(address + asked)
    title = escape(statement(subject).title)
    return (
        f'<iframe src="{url}" title="{title}" width="100%" height="{_HEIGHT}" '
        'style="border:0" loading="lazy"></iframe>'
    )


def bare(link: str) -> str:
    """A link's view without masthead, controls and foot: Streamlit's own key says so."""
    return f"{link}{'&' if '?' in link else '?'}embed=true"
