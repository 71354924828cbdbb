"""What the tests share: a private world without the developer's own settings, and an open file."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import files
from tinycrm.crm import Crm
from tinycrm.store import engine, setup

OWN = (
    *("TINYCRM_DB", "TINYCRM_CONFIG", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DOWNLOAD_DIR"),
    *("LC_ALL", "LC_CTYPE", "LC_MONETARY", "LC_TELEPHONE", "LC_MESSAGES", "LC_TIME", "LANGUAGE"),
    *("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE"),
    *("COLUMNS", "LINES", "PAGER", "LESS", "VISUAL", "EDITOR", "_CRM_COMPLETE"),
    *("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "PYTHONIOENCODING", "PYTHONUNBUFFERED"),
)
"""Variables of the environment by which a developer's own settings would come in."""
for name in OWN:
    os.environ.pop(name, None)
os.environ.update(TZ="UTC", LANG="C.UTF-8", TERM="xterm-256color")
if hasattr(time, "tzset"):
    time.tzset()
# The same examples each time, however slow the machine; others with --hypothesis-profile=search.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")

NOW = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
"""A Tuesday, at noon."""
DAY = 24 * 60 * 60


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def pytest_runtest_setup() -> None:
    """Begin no test right before midnight: it would end on another day."""
    left = DAY - time.time() % DAY
    if left < 30:
        time.sleep(left)


def pytest_collection_finish() -> None:
    """Look for garbage among what tests make only, and seldom: a fifth of all their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 20)


@pytest.fixture(autouse=True, scope="session")
def cheap_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(setup, "create_schema", files.copied)
        patch.setattr(engine, "connect", files.connected)
        yield


@pytest.fixture(autouse=True)
def private_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the real home, configuration and locale."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "config"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "crm.db"


@pytest.fixture
def crm(path: Path, clock: Clock):
    with Crm(str(path), clock=clock) as opened:
        yield opened


@pytest.fixture
def once(path: Path) -> Callable[..., None]:
    """`once(fill, run)`: what `fill(run)` makes of the new file is made once, and copied then."""

    def call(fill: Callable[..., object], *arguments: object) -> None:
        with Crm(str(path)) as opened:
            files.filled(opened, fill, *arguments)

    return call
