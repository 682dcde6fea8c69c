"""Words in, the addresses and identifiers that stand in them as links out."""
