"""The entry point of the command `mtlint`, and of `python -m mtlint`."""

from __future__ import annotations

import os

# Must stand before anything imports NumPy: its BLAS, of which mtlint uses nothing, otherwise starts a thread
# for every core, and each burns 60 ms at the start of every process.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from mtlint.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
