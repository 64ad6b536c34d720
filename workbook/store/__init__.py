"""Safe keeping: the vault, TinyDB over it, and the notebook that speaks in dataclasses."""
