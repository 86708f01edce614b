"""A binary stream as lines of text, a block of a megabyte at a time.

Lines end as a spreadsheet or an editor ends them (LF, CR or CRLF) and keep their ends. The last
blocks are kept, so that reading can go back to a line.
"""

from __future__ import annotations

import codecs
import io
import re
import sys
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice
from typing import IO

import numpy as np
from numpy.typing import NDArray

_BLOCK_BYTES = 1_000_000
_KEPT_BLOCKS = 3
_BYTE_ORDER_MARK = "\ufeff"
_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
#: In so many blocks with quotation marks line ends are told from line breaks in cells.
_MOST_UNQUOTED = 8

#: Characters that a cell is looked at for: control characters, undecodable bytes, U+FFFD, and
#: direction overrides and characters without width (the joiners of Persian and Urdu are text).
SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufffd\udc80-\udcff]"
)
#: So many of them in a block, and all its lines are looked at.
_MOST_SUSPECTS = 2_000
#: Every byte of ASCII that is no control character.
_HARMLESS = bytes(byte for byte in range(128) if byte in b"\t\n\r" or 32 <= byte < 127)


class Text:
    """Lines of a stream. ``ends`` are the line ends found so far."""

    def __init__(self, stream: IO[bytes], encoding: str, line_characters: int) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(_errors(encoding))
        self._longest = line_characters
        self._kept: deque[tuple[int, list[str]]] = deque(maxlen=_KEPT_BLOCKS)
        self._next_line = 1
        self._carry = ""
        self._is_dropping = False
        self._is_over = False
        self._unquoted = 0
        self.bytes_done = 0
        self._suspects: list[int] = []
        self.ends: set[str] = set()

    def from_line(self, line: int) -> Iterator[str]:
        """All lines from one that is kept or not yet read. Lines given out before come again."""
        kept = [
            islice(lines, max(0, line - first), None)
            for first, lines in self._kept
            if first + len(lines) > line
        ]
        return chain(*kept, chain.from_iterable(self._blocks()))

    def keeps(self, line: int) -> bool:
        """Whether reading can go back to a line."""
        return not self._kept or line >= self._kept[0][0]

    def line(self, number: int) -> str:
        """A line that is kept, without its end; "" otherwise."""
        for first, lines in self._kept:
            if first <= number < first + len(lines):
                return lines[number - first].rstrip("\r\n")
        return ""

    def suspects(self, first: int, end: int) -> list[int]:
        """Lines from ``first`` to before ``end`` with a character to look at; forgets earlier ones."""
        del self._suspects[: bisect_left(self._suspects, first)]
        return self._suspects[: bisect_left(self._suspects, end)]

    def _blocks(self) -> Iterator[list[str]]:
        while not self._is_over:
            lines = self._block()
            if lines:
                self._kept.append((self._next_line, lines))
                self._next_line += len(lines)
                yield lines

    def _block(self) -> list[str]:
        chunk = self._stream.read(_BLOCK_BYTES)
        self._is_over = not chunk
        self.bytes_done += len(chunk)
        text = self._carry + self._decoder.decode(chunk, final=self._is_over)
        if self._next_line == 1:
            text = text.removeprefix(_BYTE_ORDER_MARK)
        whole = self._whole(text)
        lines = list(io.StringIO(whole, newline=""))
        self._note(whole, lines)
        return lines

    def _whole(self, text: str) -> str:
        """The lines that are complete; the rest is carried on, a line without end cut off."""
        if self._is_dropping:
            text = self._after_the_end(text)
        if self._is_over:
            self._carry = ""
            return text
        searched = text[:-1] if text.endswith("\r") else text  # its LF may come with the next block
        cut = max(searched.rfind("\n"), searched.rfind("\r")) + 1
        self._carry = text[cut:]
        if len(self._carry) <= self._longest:
            return text[:cut]
        cut_off = self._carry[: self._longest] + "\n"
        self._carry, self._is_dropping = "", True
        return text[:cut] + cut_off

    def _after_the_end(self, text: str) -> str:
        """What follows a line that was cut off."""
        end = _END.search(text)
        if end is None:
            return ""
        if text[end.start() :] == "\r" and not self._is_over:
            return "\r"
        self._is_dropping = False
        return text[end.end() :]

    def _note(self, text: str, lines: list[str]) -> None:
        """What must be known of a block: characters to look at, and how its lines end."""
        self._suspects += [self._next_line + place for place in _suspect_lines(text, lines)]
        if len(self.ends) > 1:
            return
        found = _ends(text)
        if len(found | self.ends) > 1 and '"' in text:
            if self._unquoted >= _MOST_UNQUOTED:
                return
            self._unquoted += 1
            found = _ends(_QUOTED.sub("", text))
        self.ends |= found


def _errors(encoding: str) -> str:
    """An undecodable byte becomes a mark in its cell; wide encodings can only say that it was there."""
    name = codecs.lookup(encoding).name
    return "replace" if name.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _suspect_lines(text: str, lines: list[str]) -> Iterable[int]:
    """The lines of a block that hold a ``SUSPECT``; all of them where it has many."""
    if text.isascii() and not text.encode("ascii").translate(None, _HARMLESS):
        return ()
    found = np.flatnonzero(_IS_SUSPECT[_code_points(text)])
    if len(found) > _MOST_SUSPECTS:
        return range(len(lines))
    ends = list(accumulate(map(len, lines))) if len(found) else []
    return sorted({bisect_right(ends, place) for place in found.tolist()})


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _table() -> NDArray[np.bool_]:
    """``SUSPECT`` as a table by code point: a block is looked up at once."""
    found = np.zeros(sys.maxunicode + 1, dtype=bool)
    found[[code for code in range(0x10000) if SUSPECT.fullmatch(chr(code))]] = True
    return found


_IS_SUSPECT = _table()


def _ends(text: str) -> set[str]:
    both = text.count("\r\n")
    counts = {"\r\n": both, "\n": text.count("\n") - both, "\r": text.count("\r") - both}
    return {end for end, count in counts.items() if count}
