"""No core dump of a process that holds names and keys: what lay in memory would lie in a file, in clear."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def forbid() -> None:
    """For this process and its children as far as they keep it. A limit alone does not hold: a dump that the system
    pipes to a collector asks for no limit, so Linux is told that this process may not be dumped at all. That also keeps
    its memory from other processes of the same user; root reads it nevertheless."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
