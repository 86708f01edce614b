"""A workbook (.xlsx) as a package of parts, opened only if it is harmless.

What a file says of itself is not believed: the parts are counted and measured before one is read, no
part gives more bytes than it announced, and a document type (the door for entities that grow without
end) ends the reading. Formulas are never worked out and nothing outside the file is ever looked at.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from xml.parsers import expat

#: What an office makes has a few dozen parts.
MOST_PARTS = 1_000
#: A million rows of a trade table are half of this.
MOST_BYTES = 1_000_000_000
#: The texts of a workbook are held in memory.
MOST_TEXT_BYTES = 200_000_000
#: Parts that describe the others: names of sheets, formats.
_MOST_SMALL_BYTES = 10_000_000
#: A part that packs better than this was made to; smaller ones do no harm.
_MOST_RATIO = 150
_HARMLESS_BYTES = 20_000_000
_CHUNK = 256 * 1024
#: What zipfile and zlib raise for bytes that are no sound zip, whatever part of it they read: all of it is
#: told to people as one fault, a damaged workbook.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    NotImplementedError,
    OSError,
    EOFError,
)

_MACROS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/")
_LINKS = ("/externallinks/",)
#: The first bytes of a package.
ZIP_MAGIC = b"PK\x03\x04"
#: Old workbooks, and new ones under a password, are files in such a file.
_COMPOUND_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_BYTES = 1024 * 1024


class WorkbookRefused(Exception):  # noqa: N818 - an answer, told to people by its code
    """A workbook that is not read. ``code`` is that of a problem: ``workbook_macros``,
    ``workbook_links``, ``workbook_password``, ``workbook_bomb``, ``workbook_broken``."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.value = value


def is_under_password(head: bytes) -> bool:
    """Whether a file is a workbook that only a password opens, by its first megabyte."""
    return head.startswith(_COMPOUND_MAGIC) and _UNDER_PASSWORD in head[:_DIRECTORY_BYTES]


class Package:
    """The parts of a workbook by name. Close it, or use it in a ``with``.

    Raises WorkbookRefused at opening for what is not to be read, and when a part is read for what
    only then shows.
    """

    def __init__(self, source: Path | bytes | IO[bytes]) -> None:
        stream = _stream(source)
        self._stream = stream
        #: Bytes of the part that was asked for last, unpacked.
        self.given = 0
        try:
            self._zip = zipfile.ZipFile(stream)
            self._parts = {plain(each.filename): each for each in self._zip.infolist()}
            _check(self._zip.infolist())
        except _DAMAGE:
            stream.close()
            raise WorkbookRefused("workbook_broken") from None
        except WorkbookRefused:
            stream.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_more: object) -> None:
        self.close()

    def close(self) -> None:
        self._zip.close()
        self._stream.close()

    def __contains__(self, name: str) -> bool:
        return plain(name) in self._parts

    def size(self, name: str) -> int:
        """The bytes of a part, unpacked, as it announces; 0 for none."""
        part = self._parts.get(plain(name))
        return part.file_size if part else 0

    def chunks(self, name: str, most: int = MOST_BYTES, size: int = _CHUNK) -> Iterator[bytes]:
        """The bytes of a part. Raises WorkbookRefused where it is damaged or has more than ``most``."""
        part = self._parts.get(plain(name))
        if part is None:
            raise WorkbookRefused("workbook_broken")
        self.given = 0
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(size):
                    self.given += len(chunk)
                    if self.given > most:
                        raise WorkbookRefused("workbook_bomb")
                    yield chunk
        except _DAMAGE:
            raise WorkbookRefused("workbook_broken") from None
        except RuntimeError:  # so zipfile says that a password is needed
            raise WorkbookRefused("workbook_password") from None

    def parse(self, name: str, parser: expat.XMLParserType, most: int = _MOST_SMALL_BYTES) -> None:
        """Feed a whole part to a parser of ``xml_parser``."""
        for chunk in self.chunks(name, most):
            feed(parser, chunk)
        feed(parser, b"", is_last=True)


def _stream(source: Path | bytes | IO[bytes]) -> IO[bytes]:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    return source.open("rb") if isinstance(source, Path) else source


def xml_parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """A parser that calls back with names without their prefix, and refuses document types."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    return parser


def feed(parser: expat.XMLParserType, chunk: bytes, is_last: bool = False) -> None:
    """Parse some bytes. Raises WorkbookRefused for what is no XML."""
    try:
        parser.Parse(chunk, is_last)
    except (expat.ExpatError, ValueError, LookupError):
        raise WorkbookRefused("workbook_broken") from None


def bare(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def _refuse(*_more: object) -> None:
    raise WorkbookRefused("workbook_broken")


def plain(name: str) -> str:
    """A part's name as all of them are compared: some programs write capitals or a leading slash."""
    return str(PurePosixPath(name.replace("\\", "/").lstrip("/"))).lower()


def _check(parts: list[zipfile.ZipInfo]) -> None:
    names = [f"/{plain(each.filename)}" for each in parts]
    if any(each.flag_bits & 1 for each in parts):
        raise WorkbookRefused("workbook_password")
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_BYTES:
        raise WorkbookRefused("workbook_bomb")
    if any(
        each.file_size > _HARMLESS_BYTES
        and each.file_size > _MOST_RATIO * max(each.compress_size, 1)
        for each in parts
    ):
        raise WorkbookRefused("workbook_bomb")
    if any(sign in name for name in names for sign in _MACROS):
        raise WorkbookRefused("workbook_macros")
    if any(sign in name for name in names for sign in _LINKS):
        raise WorkbookRefused("workbook_links")
