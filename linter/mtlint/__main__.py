"""The entry point of the command `mtlint`, and of `python -m mtlint`."""

from __future__ import annotations

import gc
import os

# What is made at the start (modules, rules, patterns) stays: looking for garbage among it took a tenth of the
# time of a short run. `mtlint check` sets what it has apart and switches collection on again.
gc.disable()

# Must stand before anything imports NumPy: its BLAS, of which mtlint uses nothing, otherwise starts a thread
# for every core, and each burns 60 ms at the start of every process.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from mtlint.cli import main  # noqa: E402

if __name__ == "__main__":
    raise SystemExit(main())
