"""Airflow reads this module at start. The scheduler imports what tasks need once; forked tasks inherit it.

Without it every task pays about five seconds of imports (Great Expectations alone three). Only the scheduler does so: the
processes that fork no task of ours stay small.
"""

import sys

if "scheduler" in sys.argv:
    import ops.preload

    ops.preload.run()
