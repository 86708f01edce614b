"""How the tables came to be as ``schema.py`` says: one file a step in ``versions/``, run by Alembic.

A new table, column or index is an entry in ``schema.py`` and one file ``versions/r0002_NAME.py``
with the next number. The last number is what a store must have: nothing else lists the steps.
A step only adds what an older release can work beside. One that an older release could not work
with also raises ``LAYOUT`` in ``schema.py`` and in the row of the head.
"""
