"""What is looked at before it is done, done with progress, and said: the same in every dialog."""
