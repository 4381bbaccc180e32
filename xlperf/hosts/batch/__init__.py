"""Carrying out a conversion: worker processes, their limits, progress, the lock on the output folder, and resuming."""
