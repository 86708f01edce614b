"""The subjects of the record, a folder each.

Inside a folder data flows one way: ``measure`` (rows -> a typed result; no drawing, no words) →
``words`` (result -> sentences) → ``figure`` (result -> picture), ``table`` (result -> frame) and
``rows`` (result -> the rows behind it) → ``chart``, which puts them together. Subjects are
strangers to one another: what two need lies in ``measures``, ``words``, ``tables`` or ``figures``.
"""
