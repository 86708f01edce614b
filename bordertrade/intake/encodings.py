"""The encoding of a file: known from its mark, proved by UTF-8's own rules, or guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from bordertrade.intake.declaration import How

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What a single byte of a Western file may stand for: letters that names here are written with.
_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜ°²³–—‘’“”…•€£§©®")
#: How much of a file the guess is made from.
_GUESSED_FROM = 64 * 1024
_ARABIC_ENCODINGS = ("cp1256", "iso8859-6")
_WESTERN_ENCODINGS = ["cp1252", "cp1251", "cp1254", "mac_arabic"]
#: The letters of which Persian and Urdu texts are mostly made, as Windows writes them.
_FREQUENT = frozenset("ايىرنومدهتبسكکےھہیشلگپ")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_WORD = re.compile("[\u0621-\u06d2]{2,}")

#: What text in UTF-8 looks like when it was read as another encoding and saved again.
_MOJIBAKE = re.compile(
    "[ØÙÚÛ][\u0080-\u00bf\u0152-\u2122]|Ã[\u0080-\u00bf]|â€|[طظع][\u00a0-\u00bf\u2018-\u2122]"
)
_MISREAD_AS = ("cp1252", "cp1256")


def encoding_of(head: bytes) -> tuple[str, How]:
    """The encoding of a text file and how sure it is.

    One wrong byte does not make another encoding of a file in UTF-8, nor of one without any other
    letter beyond ASCII: its cell is damaged, and the checker says so.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, How.CERTAIN
    wide = _wide(head)
    if wide:
        return wide, How.GUESSED
    good, bad = _utf8_characters(head)
    if bad == 0 or good > bad or _is_damaged(head, bad):
        return "utf-8", How.CERTAIN
    return _guess(head[:_GUESSED_FROM]), How.GUESSED


def decoded(head: bytes, encoding: str) -> str:
    """The text of the head of a file; what cannot be read stands as U+FFFD.

    Raises LookupError for an unknown encoding.
    """
    return (
        codecs.getincrementaldecoder(encoding)("replace")
        .decode(head, final=False)
        .removeprefix("\ufeff")
    )


def repaired(text: str) -> str:
    """What a text was before it was read in the wrong encoding and saved; "" if it never was."""
    if not _MOJIBAKE.search(text):
        return ""
    for encoding in _MISREAD_AS:
        try:
            before = _bytes_of(text, encoding).decode("utf-8")
        except UnicodeError:
            continue
        if before != text:
            return before
    return ""


def _bytes_of(text: str, encoding: str) -> bytes:
    """The bytes behind a text; what an encoding leaves undefined is passed through."""
    return b"".join(_byte_of(character, encoding) for character in text)


def _byte_of(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of its commas and digits is zero."""
    sample = head[: len(head) // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 5 < len(sample) // 2 or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _utf8_characters(head: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII are well formed, and how many bytes are not."""
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head, final=False)
    beyond = [character for character in text if character > "\x7f"]
    bad = sum(1 for character in beyond if "\udc80" <= character <= "\udcff")
    return len(beyond) - bad, bad


def _is_damaged(head: bytes, bad: int) -> bool:
    """One odd byte alone, that is no likely letter: damage and no encoding."""
    beyond = bytes(byte for byte in head if byte > 0x7F)
    return bad == 1 and len(beyond) == 1 and beyond.decode("cp1252", "replace") not in _LETTERS


def _guess(head: bytes) -> str:
    """The one that makes Persian, Urdu or Arabic words of the bytes, else what the library thinks.

    From a few words the library takes Western letters for Chinese; it chooses among those that
    offices here write.
    """
    for encoding in _ARABIC_ENCODINGS:
        if _reads_as_persian(head.decode(encoding, "replace")):
            return encoding
    best = from_bytes(head, cp_isolation=_WESTERN_ENCODINGS).best()
    return best.encoding.replace("_", "-") if best is not None else "cp1252"


def _reads_as_persian(text: str) -> bool:
    beyond = [character for character in text if character > "\x7f" and not character.isspace()]
    arabic = _ARABIC.findall(text)
    in_words = sum(map(len, _words(text)))
    frequent = sum(1 for letter in arabic if letter in _FREQUENT)
    return (
        len(arabic) * 10 >= len(beyond) * 7
        and in_words * 2 >= len(arabic) > 0
        and frequent * 3 >= len(arabic)
    )


def _words(text: str) -> Iterable[str]:
    return _ARABIC_WORD.findall(text)
