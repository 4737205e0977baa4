class EmbeddedDatabaseError(Exception):
    """Why the embedded database cannot serve: one sentence for the person at the terminal, saying what to do."""
