"""Asking for secrets on a terminal, before anything that draws is loaded. Standard library only, and quick to load."""
