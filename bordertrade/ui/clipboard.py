"""A button that puts something on the clipboard: a page in words, or a version's link."""

from __future__ import annotations

import streamlit as st

from bordertrade.ui import state
from bordertrade.ui.state import Current
from bordertrade.view import ViewState, link
from bordertrade.words import _

_HTML = """<button type="button" class="copy"><svg width="14" height="14" viewBox="0 0 14 14"
 aria-hidden="true"><path d="M4.5 4.5v-3h8v8h-3M1.5 4.5h8v8h-8z" fill="none"
 stroke="currentColor" stroke-width="1.3"/></svg><span class="label"></span></button>
<span class="said" role="status" aria-live="polite"></span>"""

_CSS = """
:host, div { font-family: var(--st-font); }
.copy { font: inherit; font-size: .9rem; color: var(--st-text-color); cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 6px; padding: .35rem .8rem; white-space: nowrap; }
.copy svg { display: none; vertical-align: -1px; margin-inline-end: .45rem; }
.copy.quiet { background: transparent; border-color: transparent; padding-inline: .2rem;
  font-size: .875rem; }
.copy.quiet svg { display: inline; }
.copy:hover, .copy:focus-visible { border-color: var(--st-primary-color);
  color: var(--st-primary-color); outline: none; }
.copy.quiet:hover { border-color: transparent; }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; }
"""

#: The clipboard needs a secure page; on plain http a hidden field and "copy" still work.
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('.copy');
  const label = parentElement.querySelector('.label');
  const said = parentElement.querySelector('.said');
  label.textContent = data.label;
  button.classList.toggle('quiet', Boolean(data.text));
  button.onclick = async () => {
    const base = window.location.pathname;
    const root = data.path ? base.slice(0, base.lastIndexOf('/' + data.path)) : base;
    const url = window.location.origin + root.replace(/\\/$/, '') + data.link;
    const copied = data.text ? data.text + '\\n' + url : url;
    try {
      await navigator.clipboard.writeText(copied);
    } catch {
      const field = document.createElement('textarea');
      field.value = copied;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
    button.dataset.copied = copied;
    label.textContent = data.done;
    said.textContent = data.done;
    setTimeout(() => { label.textContent = data.label; said.textContent = ''; }, 2000);
  };
}
"""

_button = st.components.v2.component("bt_copy", html=_HTML, css=_CSS, js=_JS)


def copy_text(text: str, now: Current, *, key: str) -> None:
    """A text and, below it, the link of the view: what is not current is passed on as it is."""
    view = now.view.with_(version="") if state.looking().is_current else now.view
    data = {
        "label": _("Copy text"),
        "done": _("Text copied"),
        "text": text,
        "link": link(now.page, view),
        "path": now.page,
    }
    _button(key=key, data=data, width="content")


def copy_page(page: str, query_view: ViewState, now: Current, *, key: str) -> None:
    """The link of a page with a view, whatever is looked at."""
    shared = link(page, query_view)
    data = {"label": _("Copy its link"), "done": _("Link copied"), "link": shared, "path": now.page}
    _button(key=key, data=data, width="content")


def copy_version(version: str, now: Current, *, key: str) -> None:
    """The link of the first page with the numbers of a version, whatever is looked at."""
    shared = link("", now.view.with_(version=version))
    data = {"label": _("Copy its link"), "done": _("Link copied"), "link": shared, "path": now.page}
    _button(key=key, data=data, width="content")
