"""The public record of trade through the joint border markets of Pakistan and Iran."""

__version__ = "0.5.0"
