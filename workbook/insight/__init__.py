"""What can be read out of entries: how boundaries are kept, what happened, what may be practised. Pure."""
