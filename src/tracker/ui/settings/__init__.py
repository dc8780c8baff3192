"""The settings of this person at this machine."""
