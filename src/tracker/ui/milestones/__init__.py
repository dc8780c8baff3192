"""Steps of deliverables beyond their page: moving them with an event, the usual ones of a type."""
