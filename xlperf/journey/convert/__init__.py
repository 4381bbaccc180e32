"""A folder of returns: what one file's work is, what its report is called, and what a run says of itself.

Nothing here starts a process or shows progress: `hosts.batch` does, and a cluster could. The unit of work is
`convert_one(task, order) -> Done`; both sides of it are plain values that can be sent elsewhere.
"""
