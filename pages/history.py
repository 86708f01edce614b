"""History: each revision of the record, who made it and why, and what differs between any two."""

from bordertrade.ui import history, signing, state, titles

now = state.current()
titles.of(now)
signing.line()
record = history.read()
history.summary(record)
history.inbox(record, now)
history.compare(record, now)
history.revisions(record, now)
history.drafts(record, now)
history.audit(record)
