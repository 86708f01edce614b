"""A page that publishes: how it goes on is up to whoever holds the store."""

import os
from pathlib import Path

from bordertrade.ui import cache
from tests.store.tiny import record

version = record(1)
Path(os.environ["BEGUN"]).touch()
store = cache.store()
store.publish(store.save(version), expected=0, who="amina", why="before the end")
