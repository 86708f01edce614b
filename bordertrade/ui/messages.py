"""What the pages' socket says, as Streamlit reads it."""

from __future__ import annotations

import sys
from pathlib import Path

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: What a message that tells of the server holds, whatever else: most messages are not looked into.
_VERSION = ".".join(str(part) for part in sys.version_info[:3]).encode()


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


def told(sent: bytes) -> bytes:
    """A message of the server without the place of the script, the Python and the system."""
    if _VERSION not in sent:
        return sent
    message = ForwardMsg()
    message.ParseFromString(sent)
    if message.WhichOneof("type") != "new_session":
        return sent
    session = message.new_session
    session.main_script_path = Path(session.main_script_path).name
    about = session.initialize.environment_info
    about.python_version = about.server_os = ""
    return bytes(message.SerializeToString())
