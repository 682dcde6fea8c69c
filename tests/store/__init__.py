"""The store on real SQLite files: what is kept, what is refused, what survives."""
