"""What a provider of sign-in said, from the cookies that Streamlit makes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


def told(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """The claims; nothing where no cookie holds any or its signature is not ours."""

    def one(name: str) -> bytes | None:
        raw = cookies.get(name)
        if not raw:
            return None
        return decode_signed_value(get_cookie_secret(), name, raw.encode("latin-1"))

    found = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    claims: dict[str, Any] = json.loads(found) if found else {}
    return claims if claims.get("is_logged_in") else {}
