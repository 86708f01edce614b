"""What the pages' socket says, as Streamlit reads it."""

from __future__ import annotations

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg


def kind_of(sent: bytes) -> str:
    """The kind of a message ("rerun_script", "clear_cache" ...); "" for one without a kind.

    Raises ValueError for bytes that are no message.
    """
    message = BackMsg()
    try:
        message.ParseFromString(sent)
    except DecodeError as error:
        raise ValueError("no message of a page") from error
    return message.WhichOneof("type") or ""
