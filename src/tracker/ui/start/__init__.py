"""What is shown while no database is open."""
