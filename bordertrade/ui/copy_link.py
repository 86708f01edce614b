"""The *Copy link* button: the address of exactly this view, on the clipboard."""

from __future__ import annotations

import streamlit as st

from bordertrade.ui.state import Current
from bordertrade.view import link
from bordertrade.words import _

_HTML = """<button type="button" class="copy"><span class="label"></span></button>
<span class="said" role="status" aria-live="polite"></span>"""

_CSS = """
:host, div { font-family: var(--st-font); }
.copy { font: inherit; font-size: .9rem; color: var(--st-text-color); cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 6px; padding: .35rem .8rem; white-space: nowrap; }
.copy:hover, .copy:focus-visible { border-color: var(--st-primary-color);
  color: var(--st-primary-color); outline: none; }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; }
"""

#: The clipboard needs a secure page; on plain http a hidden field and "copy" still work.
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('.copy');
  const label = parentElement.querySelector('.label');
  const said = parentElement.querySelector('.said');
  label.textContent = data.label;
  button.onclick = async () => {
    const base = window.location.pathname;
    const root = data.path ? base.slice(0, base.lastIndexOf('/' + data.path)) : base;
    const url = window.location.origin + root.replace(/\\/$/, '') + data.link;
    try {
      await navigator.clipboard.writeText(url);
    } catch {
      const field = document.createElement('textarea');
      field.value = url;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    }
    button.dataset.copied = url;
    label.textContent = data.done;
    said.textContent = data.done;
    setTimeout(() => { label.textContent = data.label; said.textContent = ''; }, 2000);
  };
}
"""

_button = st.components.v2.component("bt_copy_link", html=_HTML, css=_CSS, js=_JS)


def copy_link(path: str, now: Current) -> None:
    """A live link: it follows new data, so it names no version."""
    _button(
        key="copy_link",
        data={
            "label": _("Copy link"),
            "done": _("Link copied"),
            "link": link(path, now.view.with_(version="")),
            "path": path,
        },
        width="content",
    )
