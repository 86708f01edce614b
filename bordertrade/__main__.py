"""The command line: ``python -m bordertrade``."""

from __future__ import annotations

from bordertrade.commands.registry import Commands

cli = Commands(name="bordertrade", help="Work with the record of border-market trade.")

if __name__ == "__main__":
    cli(prog_name="python -m bordertrade")
