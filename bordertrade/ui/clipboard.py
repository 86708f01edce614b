"""A button that puts something on the clipboard: the link of this view, or a chart in words."""

from __future__ import annotations

import streamlit as st

from bordertrade.ui import state
from bordertrade.ui.state import Current
from bordertrade.view import link
from bordertrade.words import _

_HTML = """<div class="both"><button type="button" class="copy">
<svg width="14" height="14" viewBox="0 0 14 14"
 aria-hidden="true"><path d="M4.5 4.5v-3h8v8h-3M1.5 4.5h8v8h-8z" fill="none"
 stroke="currentColor" stroke-width="1.3"/></svg><span class="label"></span></button>
<details class="more" hidden><summary></summary><div class="panel">
<p></p><button type="button" class="frozen"></button></div></details></div>
<span class="said" role="status" aria-live="polite"></span>"""

_CSS = """
:host, div { font-family: var(--st-font); }
.copy, .frozen { font: inherit; font-size: .9rem; color: var(--st-text-color); cursor: pointer;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: 6px; padding: .35rem .8rem; white-space: nowrap; }
.copy svg { display: none; vertical-align: -1px; margin-inline-end: .45rem; }
.copy.quiet { background: transparent; border-color: transparent; padding-inline: .2rem;
  font-size: .875rem; }
.copy.quiet svg { display: inline; }
.both { display: inline-flex; align-items: stretch; }
.copy:has(+ .more:not([hidden])) { border-start-end-radius: 0; border-end-end-radius: 0; }
.more { position: relative; }
.more[hidden] { display: none; }
.more summary { list-style: none; cursor: pointer; block-size: 100%; box-sizing: border-box;
  display: grid; place-items: center; inline-size: 2.2rem;
  border: 1px solid var(--st-border-color); border-inline-start: 0;
  border-start-end-radius: 6px; border-end-end-radius: 6px; }
.more summary::-webkit-details-marker { display: none; }
.more summary::before { content: ""; inline-size: .42rem; block-size: .42rem; margin-block-end: .2rem;
  border: solid currentColor; border-width: 0 1.6px 1.6px 0; transform: rotate(45deg); }
.more summary:hover, .more summary:focus-visible { color: var(--st-primary-color); outline: none; }
.panel { position: absolute; z-index: 10; inset-block-start: calc(100% + 4px);
  inset-inline-end: 0; inline-size: min(19rem, 80vw); padding: .7rem .8rem; border-radius: 6px;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  box-shadow: 0 6px 18px rgb(0 0 0 / .18); }
.panel p { margin: 0 0 .6rem; font-size: .88rem; line-height: 1.4; }
.frozen { white-space: normal; text-align: start; inline-size: 100%; }
:is(.copy, .frozen):hover, :is(.copy, .frozen):focus-visible { border-color: var(--st-primary-color);
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
  const more = parentElement.querySelector('.more');
  const frozen = parentElement.querySelector('.frozen');
  button.classList.toggle('quiet', Boolean(data.text));
  more.hidden = !data.frozen;
  more.querySelector('summary').setAttribute('aria-label', data.more);
  more.querySelector('p').textContent = data.about;
  frozen.textContent = data.exact;
  more.onkeydown = (event) => { if (event.key === 'Escape') more.open = false; };
  frozen.onclick = async () => { await copy(data.frozen); more.open = false; };
  button.onclick = () => copy(data.link);
  async function copy(link) {
    const base = window.location.pathname;
    const root = data.path ? base.slice(0, base.lastIndexOf('/' + data.path)) : base;
    const url = window.location.origin + root.replace(/\\/$/, '') + link;
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
  }
}
"""

_button = st.components.v2.component("bt_copy", html=_HTML, css=_CSS, js=_JS)


def copy_link(now: Current) -> None:
    """The link of the view, and beside it one that keeps these very numbers."""
    shown = now.dataset.version
    _copy(
        now,
        key="copy_link",
        label=_("Copy link"),
        done=_("Link copied"),
        frozen=link(now.page, now.view.with_(version=shown)) if _follows() else "",
        more=_("Another kind of link"),
        exact=_("Copy link to exactly these numbers"),
        about=_(
            "The usual link follows the record as it grows. This one keeps showing version "
            "{version}, and says so when there is a newer one.",
            version=shown,
        ),
    )


def copy_text(text: str, now: Current, *, key: str) -> None:
    """A text and, below it, the link of the view."""
    _copy(now, key=key, label=_("Copy text"), done=_("Text copied"), text=text)


def copy_version(version: str, now: Current, *, key: str) -> None:
    """The link of the first page with the numbers of a version, whatever is looked at."""
    shared = link("", now.view.with_(version=version))
    data = {"label": _("Copy its link"), "done": _("Link copied"), "link": shared, "path": now.page}
    _button(key=key, data=data, width="content")


def _follows() -> bool:
    """Whether the usual link follows new data. What is not current is passed on as it is."""
    return state.looking().is_current


def _copy(now: Current, *, key: str, label: str, done: str, **more: str) -> None:
    view = now.view.with_(version="") if _follows() else now.view
    data = {"label": label, "done": done, "link": link(now.page, view), "path": now.page}
    _button(key=key, data={**data, **more}, width="content")
