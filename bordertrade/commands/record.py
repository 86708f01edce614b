"""The record that a command works on: the data that come with the program, and the versions."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bordertrade.bringing.published import Published, published
from bordertrade.dataset import Dataset, load
from bordertrade.store import (
    FOLDER_VARIABLE,
    URL_VARIABLE,
    Store,
    open_store,
)

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Record:
    """``place`` is a folder or a database's URL; None leaves it to the environment."""

    place: str | None
    folder: Path

    def shipped(self) -> Dataset:
        return _shipped(self.folder)

    def opened(self) -> Store:
        """The store as it is, closed when the command ends."""
        if self.place and "://" in self.place:
            store = open_store(url=self.place)
        else:
            store = open_store(folder=Path(self.place) if self.place else None)
        click.get_current_context().call_on_close(store.close)
        return store

    def store(self) -> Store:
        """The same, with the shipped data as its first version. Raises StoreUnavailable."""
        store = self.opened()
        store.advance_shipped(self.shipped())
        return store

    def published(self) -> Published:
        """What is published; the shipped data where nobody has ever published anything."""
        if not self.has_store:
            return Published(self.shipped())
        found = published(self.store(), self.shipped())
        for warning in found.warnings():
            click.echo(warning, err=True)
        return found

    @property
    def has_store(self) -> bool:
        """Looking at a file must not make a store where there is none."""
        if self.place or os.environ.get(URL_VARIABLE):
            return True
        return Path(os.environ.get(FOLDER_VARIABLE) or "store").is_dir()


@functools.lru_cache(maxsize=4)
def _shipped(folder: Path) -> Dataset:
    """Read once, however often a command asks."""
    return load(folder)


data_option = click.option(
    "--data",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=DATA,
    show_default="the shipped data",
    help="The folder of the data package.",
)
_store_option = click.option(
    "--store",
    "place",
    metavar="FOLDER|URL",
    help="Where versions are kept: a folder or a database's URL. Else BORDERTRADE_DATABASE_URL, "
    "BORDERTRADE_STORE or ./store.",
)


def record_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--store`` and ``--data``; the command gets them as ``record``."""

    @functools.wraps(command)
    def run(*, place: str | None, folder: Path, **given: Any) -> Any:
        return command(**given, record=Record(place, folder))

    wrapped: Callable[..., Any] = data_option(_store_option(run))
    return wrapped
