"""The records that a server serves: the head, and the versions that links name."""

from bordertrade.shelf.deeds import Upload, uploads, withdrawn
from bordertrade.shelf.head import Head, Record
from bordertrade.shelf.looking import Looking, Trouble, look, look_strictly
from bordertrade.shelf.shelf import Shelf

__all__ = [
    "Head",
    "Looking",
    "Record",
    "Shelf",
    "Trouble",
    "Upload",
    "look",
    "look_strictly",
    "uploads",
    "withdrawn",
]
