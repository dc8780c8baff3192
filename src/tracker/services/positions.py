"""Which of a person's positions is shown where there is room for one."""

from tracker.storage.list_key_values import current_first

__all__ = ["current_first"]
