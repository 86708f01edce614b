"""What a file is that is no CSV, by its first bytes: its name and its ending are not believed."""

from __future__ import annotations

import re

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"{\\rtf", "RTF"),
)
#: The one format that is read beside CSV.
WORKBOOK = "XLSX"
_IN_A_ZIP = (
    (b"xl/workbook.bin", "XLSB"),
    (b"xl/", WORKBOOK),
    (b"word/", "DOCX"),
    (b"ppt/", "PPTX"),
    (b"[Content_Types].xml", WORKBOOK),
    (b"opendocument.spreadsheet", "ODS"),
)
_HTML = re.compile(rb"\s*(<!doctype\s+html|<html|<head|<body|<table|<!--)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml")
_JSON = re.compile(rb'\s*(\{\s*(["}]|$)|\[\s*[\[{"\d\]])')
_MARK = b"\xef\xbb\xbf"


def kind_of(head: bytes) -> str:
    """The name of the format that a file begins like; "" for what may be a CSV."""
    if head.startswith(b"PK\x03\x04"):
        return next((kind for sign, kind in _IN_A_ZIP if sign in head), "ZIP")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    text = head.removeprefix(_MARK)
    for pattern, kind in ((_HTML, "HTML"), (_XML, "XML"), (_JSON, "JSON")):
        if pattern.match(text):
            return kind
    return ""
