"""One line in the logs of many deliverables."""
