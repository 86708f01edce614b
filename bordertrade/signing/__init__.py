"""How somebody proves who they are, and how long that holds."""

from bordertrade.signing.cookies import LOCAL_MARK, cookie_name
from bordertrade.signing.local import LocalDoor
from bordertrade.signing.porter import Known, Obstacle, Porter

__all__ = ["LOCAL_MARK", "Known", "LocalDoor", "Obstacle", "Porter", "cookie_name"]
