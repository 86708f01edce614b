"""What the house has decided about publishing."""

from __future__ import annotations

import os
from collections.abc import Mapping

#: "yes" where a draft is published by somebody other than its author.
TWO_PUBLISHERS_VARIABLE = "BORDERTRADE_TWO_PUBLISHERS"


def two_publishers(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a second person has to look. Raises ValueError for a word that is neither."""
    text = environ.get(TWO_PUBLISHERS_VARIABLE, "").strip().lower()
    if text not in {"", "no", "yes"}:
        raise ValueError(f"{TWO_PUBLISHERS_VARIABLE} is {text!r}; yes or no is expected")
    return text == "yes"
