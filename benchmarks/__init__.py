"""Speed, measured: ``python -m benchmarks [--short] [subject …]``, one file for each subject.

Every figure stands beside its peers, timed in turns in one run, as a ratio: seconds differ from machine to machine,
ratios hardly. All data is made up from a fixed seed, in a temporary folder.
"""
