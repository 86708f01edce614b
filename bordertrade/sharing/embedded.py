"""The card of a view on other people's pages: words and a drawing, no script, nothing around it."""

from __future__ import annotations

import re

import plotly.graph_objects as go

from bordertrade.figures.svg import natural_height, svg
from bordertrade.palette import Scheme, colour, rgb, twins
from bordertrade.sharing.embedding import NARROW, WIDE
from bordertrade.sharing.head import told
from bordertrade.sharing.link_target import Opened
from bordertrade.sharing.statement import Statement, source_name
from bordertrade.sharing.subject import Subject, statement
from bordertrade.words import _, dates, language
from bordertrade.words.catalogue import is_right_to_left
from bordertrade.words.markup import escape

_STYLE = """
:root{color-scheme:light dark}
body{margin:0;padding:14px 16px;font:15px/1.45 system-ui,'Noto Sans',sans-serif;
background:light-dark(%(page)s);color:light-dark(%(text)s)}
h1{font-size:1.15rem;line-height:1.25;margin:0 0 .4em}
p{margin:.4em 0}svg{display:block;inline-size:100%%;block-size:auto}
figure{margin:.6em 0}.narrow{display:none}
small,.foot{font-size:.8rem;color:light-dark(%(quiet)s)}
.mark{font-weight:600}a{color:light-dark(%(formal)s)}
@media(max-width:520px){.wide{display:none}.narrow{display:block}}
"""
_ROLES = ("page", "text", "quiet", "formal")
_NAMES = re.compile(r'(\bid="|url\(#)')
_PAINTS = ("fill", "stroke")


def embedded(found: Opened, address: str) -> str:
    """The whole page, HTML. With trouble it says why and shows no figures.

    ``address`` is the site's, without a slash at its end.
    """
    title, _description = told(found)
    body = _trouble(found) if found.trouble else _body(found, address)
    direction = "rtl" if is_right_to_left() else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language())}" dir="{direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{escape(address + found.subject.live)}">'
        f"<style>{_style()}</style></head>"
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def _trouble(found: Opened) -> str:
    return f"<p>{escape(found.trouble)}</p>"


def _body(found: Opened, address: str) -> str:
    said = statement(found.subject)
    href = escape(address + found.link)
    name = escape(_("Open the full view"))
    way = f'<a href="{href}" target="_blank" rel="noopener">{name}</a>'
    return (
        f"<p>{escape(said.sentence)}</p>{_figure(found.subject)}"
        f'<p class="foot">{"<br>".join(map(escape, _foot(said, found)))}<br>{way}</p>'
    )


def _foot(said: Statement, found: Opened) -> list[str]:
    names = "; ".join(dict.fromkeys(source_name(each) for each in said.sources))
    told = (
        said.basis,
        _("Source: {names}", names=names) if names else "",
        said.dated,
        _standing(found),
    )
    return [line for line in told if line]


def _standing(found: Opened) -> str:
    """Whether the card follows new data, and when its data came out."""
    published = found.looking.published
    if found.looking.draft:
        return _("A draft, not the published record")
    if not found.is_frozen:
        return _("Follows new data")
    if published is None:
        return _("Always this version of the data")
    day = dates.day(published.at.date())
    return _("Always this version of the data, published {day}", day=day)


# --- the drawing ----------------------------------------------------------------------------------


def _figure(subject: Subject) -> str:
    """The leading chart, for a column and for a phone, in light colours and dark."""
    leading = subject.leading
    figure = subject.done(leading).figure if leading else None
    if not isinstance(figure, go.Figure):
        return ""
    title = subject.done(leading).title if leading else ""
    wide = svg(figure, WIDE, natural_height(figure, WIDE), title=title)
    narrow = svg(figure, NARROW, natural_height(figure, NARROW), title=title)
    # what is hidden must not hold the hatches and clips of what is shown
    narrow = _NAMES.sub(r"\1n", narrow)
    dark = _dark_rules(wide + narrow)
    return (
        f'<style>{dark}</style><figure class="wide">{wide}</figure>'
        f'<figure class="narrow">{narrow}</figure>'
    )


def _dark_rules(drawing: str) -> str:
    """CSS that gives each colour of a light drawing its dark twin: rules win over attributes."""
    pairs = {
        before: after
        for light, dark in twins()
        for before, after in ((light, dark), *_shades(light, dark, drawing))
    }
    rules = (
        f'[{paint}="{light}"]{{{paint}:{dark}}}'
        for light, dark in pairs.items()
        for paint in _PAINTS
        if f'{paint}="{light}"' in drawing
    )
    return f"@media(prefers-color-scheme:dark){{{''.join(rules)}}}"


def _shades(light: str, dark: str, drawing: str) -> list[tuple[str, str]]:
    """A colour in its other spellings, also see-through, as they stand in a drawing."""
    before, after = (",".join(map(str, rgb(each))) for each in (light, dark))
    found = set(re.findall(rf"(rgba?)\({before}((?:,[\d.]+)?)\)", drawing))
    return [
        (f"{kind}({before}{opacity})", f"{kind}({after}{opacity})")
        for kind, opacity in sorted(found)
    ]


def _style() -> str:
    pairs = {
        role: ",".join(colour(role, scheme) for scheme in (Scheme.LIGHT, Scheme.DARK))
        for role in _ROLES
    }
    return _STYLE.strip() % pairs
