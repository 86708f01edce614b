"""What leaves the page by a click in the browser: the system's own share sheet, and the clipboard."""

from __future__ import annotations

import streamlit as st

from bordertrade.words import _

_HTML = """<div class="row"><input class="field" readonly hidden>
<button type="button" class="sheet" hidden></button>
<button type="button" class="copy"></button></div>
<span class="said" role="status" aria-live="polite"></span>"""

_CSS = """
:host, div { font-family: var(--st-font); }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: stretch; }
.field { flex: 1 1 12rem; min-inline-size: 0; font: inherit; font-size: .85rem; padding: .4rem .6rem;
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: 6px; text-overflow: ellipsis; }
.field[hidden], .sheet[hidden] { display: none; }
button { font: inherit; font-size: .9rem; color: var(--st-text-color); cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 6px; padding: .4rem .9rem; white-space: nowrap; }
button:hover, button:focus-visible { border-color: var(--st-primary-color);
  color: var(--st-primary-color); outline: none; }
@media (pointer: coarse) {
  button { min-block-size: 44px; }
  .sheet { order: -1; flex: 1 1 100%; background: var(--st-primary-color);
    color: var(--st-background-color); border-color: var(--st-primary-color); }
}
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; }
"""

#: Share sheet and clipboard need https or this computer; a hidden field and "copy" work anywhere.
#: Inside another site's page the sheet may be refused: then the button goes.
_JS = """
export default function ({ data, parentElement }) {
  const find = (name) => parentElement.querySelector(name);
  const field = find('.field'), sheet = find('.sheet'), copy = find('.copy'), said = find('.said');
  const base = window.location.pathname;
  const root = data.path && base.includes('/' + data.path)
    ? base.slice(0, base.lastIndexOf('/' + data.path)) : base;
  const here = window.location.origin + root.replace(/\\/$/, '');
  const text = data.text || '';
  const url = data.link ? (data.link.startsWith('/') ? here + data.link : data.link) : '';
  const copied = [text, url].filter(Boolean).join('\\n');
  field.hidden = !data.field;
  field.value = url;
  field.setAttribute('aria-label', data.field || '');
  field.onfocus = () => field.select();
  copy.textContent = data.copy;
  const shared = { title: data.title, text: data.said, url };
  sheet.hidden = !(data.sheet && navigator.share && (navigator.canShare?.(shared) ?? true));
  sheet.textContent = data.sheet || '';
  sheet.onclick = async () => {
    try {
      await navigator.share(shared);
    } catch (refused) {
      if (refused.name === 'AbortError') return;
      sheet.hidden = true;
      tell(data.refused);
    }
  };
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(copied);
    } catch {
      // A dialog keeps the focus inside itself: the field must stand in it.
      const hidden = document.createElement('textarea');
      hidden.value = copied;
      find('.row').append(hidden);
      hidden.select();
      document.execCommand('copy');
      hidden.remove();
    }
    copy.dataset.copied = copied;
    tell(data.done, copy, data.copy);
  };
  function tell(words, button, back) {
    said.textContent = words;
    if (button) button.textContent = words;
    setTimeout(() => { said.textContent = ''; if (button) button.textContent = back; }, 2000);
  }
}
"""

_component = st.components.v2.component("bt_hand_out", html=_HTML, css=_CSS, js=_JS)


def link(url: str, *, path: str, title: str, said: str) -> None:
    """A link to copy and, where the device has one, its share sheet. ``url`` may be a path of this
    site: the browser knows the rest. ``path`` is the page's.
    """
    data = {
        "link": url,
        "path": path,
        "field": _("Link"),
        "copy": _("Copy link"),
        "done": _("Link copied"),
        "sheet": _("Send with another app"),
        "refused": _("This browser does not let the page send it. Copy the link instead."),
        "title": title,
        "said": said,
    }
    _component(key="share_link", data=data)


def text(content: str, label: str, *, key: str, url: str = "", path: str = "") -> None:
    """A button that copies a text and, where there is one, the link on a line of its own below it."""
    data = {"text": content, "link": url, "path": path, "copy": label, "done": _("Copied")}
    _component(key=key, data=data, width="content")
