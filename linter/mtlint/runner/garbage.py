"""When Python looks for garbage while texts are linted."""

from __future__ import annotations

import gc

_COLLECT_AFTER = 20_000


def collect_seldom() -> None:
    """Leave what is there alone, and look at what comes when there is much of it.

    What the start has made lives as long as the process; looked through at every collection, its pages would
    be copied where processes share them, and 4% of the time be lost. A batch makes ten thousand small tuples
    that no collection can free before it is done: in dense text that is 5%.
    """
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
