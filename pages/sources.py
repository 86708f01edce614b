"""Sources and methods: who says so, how it was worked out, what is not known."""

from bordertrade.ui import method_pages, state, titles

now = state.current()
titles.of(now)
method_pages.formulas()
method_pages.model(now)
method_pages.unknown()
method_pages.words()
method_pages.sources(now)
method_pages.files(now)
