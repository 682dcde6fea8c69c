"""Addresses that lines, blocks, pages, columns and typesetters have split in, whole ones out; `rejoin` is the way in."""
