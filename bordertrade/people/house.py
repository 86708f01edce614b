"""What the house has decided about publishing."""

from __future__ import annotations

import os
from collections.abc import Mapping

from bordertrade.people.allowlist import BadList
from bordertrade.people.secrets import Secrets

#: "yes" where a draft is published by somebody other than its author; so says ``two_publishers`` in
#: the list of people too.
TWO_PUBLISHERS_VARIABLE = "BORDERTRADE_TWO_PUBLISHERS"


def two_publishers(environ: Mapping[str, str] = os.environ, secrets: Secrets | None = None) -> bool:
    """Whether a second person has to look: so it is also while the list cannot be read. Raises
    ValueError for a word that is neither yes nor no."""
    text = environ.get(TWO_PUBLISHERS_VARIABLE, "").strip().lower()
    if text not in {"", "no", "yes"}:
        raise ValueError(f"{TWO_PUBLISHERS_VARIABLE} is {text!r}; yes or no is expected")
    try:
        return text == "yes" or (secrets or Secrets()).allowed().two_publishers
    except BadList:
        return True
