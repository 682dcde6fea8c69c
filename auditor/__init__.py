"""A citation and link-rot auditor: documents go in, evidence is kept, verdicts are derived, reports come out."""

__version__ = "0.1.0"
