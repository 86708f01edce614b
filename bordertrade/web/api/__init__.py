"""The numbers for machines, under ``/api/v1``."""

from bordertrade.web.api.app import Api, api_routes
from bordertrade.web.api.limiter import Limiter, limiter

__all__ = ["Api", "Limiter", "api_routes", "limiter"]
