"""The two states' books side by side, and one series in three calendars."""
