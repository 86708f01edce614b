"""What people read: translations, formats, labels and sentences made from numbers."""

from bordertrade.words.catalogue import N_, _, language, languages, ngettext, use

__all__ = ["N_", "_", "language", "languages", "ngettext", "use"]
