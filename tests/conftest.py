"""Settings of the property tests (few examples and no deadline, so that a slow machine changes nothing), and
one LanguageTool server for all tests that ask one.
"""

from __future__ import annotations

import os
import signal

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# A shell starts what runs in the background with interrupts ignored; what that starts inherits it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from servers import MISSING, running

settings.register_profile(
    "mtlint", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("mtlint")


@pytest.fixture(scope="session")
def languagetool() -> Iterator[str]:
    """The address of a real server: that of MTLINT_TEST_LANGUAGETOOL, else one of its own."""
    if url := os.environ.get("MTLINT_TEST_LANGUAGETOOL"):
        yield url
    elif MISSING:
        pytest.skip(MISSING)
    else:
        with running() as server:
            yield server.url


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of the module's own: no answer of a server comes from elsewhere."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTLINT_CACHE_DIR", str(folder))
        yield folder
