"""Where versions are kept, and whether they outlive a restart of the host."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import URL

from bordertrade.store.records import Survives, Whereabouts

#: Streamlit Community Cloud runs apps from here, on a disk that each restart empties.
_COMMUNITY_CLOUD = Path("/mount/src")

#: Variables by which hosts with such disks show themselves: Heroku, Cloud Run, Hugging Face.
_EPHEMERAL = ("DYNO", "K_SERVICE", "SPACE_ID")

#: Files that container engines put into a container.
_CONTAINER = (Path("/.dockerenv"), Path("/run/.containerenv"))


def of_server(url: URL) -> Whereabouts:
    place = URL.create("postgresql", None, None, url.host, url.port, url.database)
    return Whereabouts("postgresql", place.render_as_string(), Survives.YES)


def of_folder(folder: Path, environment: Mapping[str, str] = os.environ) -> Whereabouts:
    return Whereabouts("sqlite", str(folder), _survives(folder, environment))


def _survives(folder: Path, environment: Mapping[str, str]) -> Survives:
    folder = folder.resolve()
    if _COMMUNITY_CLOUD.exists():
        return Survives.NO
    if any(name in environment for name in _EPHEMERAL) and not _is_mounted(folder):
        return Survives.NO
    if any(sign.exists() for sign in _CONTAINER) and not _is_mounted(folder):
        return Survives.UNKNOWN  # a restart keeps a container's own disk, a new release does not
    return Survives.YES


def _is_mounted(folder: Path) -> bool:
    """Whether the folder lies on a disk of its own, as volumes do."""
    root = Path(folder.anchor)
    return any(place.is_mount() for place in (folder, *folder.parents) if place != root)
