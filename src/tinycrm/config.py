"""Where settings of this machine come from: option, environment, configuration file, default."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tinycrm.errors import InvalidError


def database_path(option: str = "") -> str:
    """The file to open: `--db`, else TINYCRM_DB, else the configuration file, else the default."""
    given = option or os.environ.get("TINYCRM_DB") or read_config().get("db")
    if given:
        return str(Path(str(given)).expanduser())
    return str(user_folder("data") / "crm.db")


def config_path() -> Path:
    """The configuration file: TINYCRM_CONFIG, else `config.toml` in the user's own folder."""
    given = os.environ.get("TINYCRM_CONFIG")
    return Path(given) if given else user_folder("config") / "config.toml"


def read_config() -> dict[str, object]:
    """The settings in the configuration file; none when there is no file.

    Raises InvalidError when the file is not TOML.
    """
    path = config_path()
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(
            f"The configuration file {path} cannot be read: {error}.", "Mend it or remove it."
        ) from None


def user_folder(kind: str) -> Path:
    """The folder for this user's `data`, `config` or `state` on this system."""
    # On Linux and other Unixes the rule is one line; platformdirs costs two thirds of a start.
    if sys.platform not in ("win32", "darwin") and "ANDROID_DATA" not in os.environ:
        default = {"data": ".local/share", "config": ".config", "state": ".local/state"}[kind]
        given = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
        base = Path(given) if given.startswith("/") else home() / default
        return base / "tinycrm"
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_path")("tinycrm", appauthor=False))


def home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise InvalidError(
            "There is no home directory to keep the customers in.",
            "Say where they are with --db FILE, or set TINYCRM_DB.",
        ) from None
