"""The long form of the slow proofs: ``python -m tests.long``."""
