"""Where settings of this machine come from: option, environment, configuration file, default."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tinycrm.errors import InvalidError

THEMES = ("dark", "light", "contrast", "ansi")
"""How the app can be coloured; `ansi` are the terminal's own colours."""


def known_theme(name: str) -> str:
    """A theme's name, or "" for the usual one; raises InvalidError for an unknown one."""
    if name and name not in THEMES:
        from tinycrm.domain.text import quote_value

        raise InvalidError(
            f"There is no theme {quote_value(name)}.", f"Known are: {', '.join(THEMES)}."
        )
    return name


def is_plain() -> bool:
    """Whether the configuration asks for the app's plain mode; not where it cannot be read."""
    return usable_config().get("plain") is True


def switch(text: str) -> bool | str:
    """True for yes; "" (not set) for no and for nothing; raises InvalidError for other words."""
    from tinycrm.domain.choices import yes_or_no

    return bool(text.strip() and yes_or_no(text)) or ""


def database_path(option: str = "") -> str:
    """The file to open: `--db`, else TINYCRM_DB, else the configuration file, else the default."""
    given = option or os.environ.get("TINYCRM_DB") or read_config().get("db") or ""
    if not isinstance(given, str):
        raise InvalidError(
            f"In the configuration file {config_path()}, db is no path.",
            'Write it as db = "/path/to/crm.db".',
        )
    if given:
        from tinycrm.store.files import full_path

        return full_path(given)
    return str(user_folder("data") / "crm.db")


def database_source(option: str = "") -> str:
    """Where `database_path` has it from: `--db`, `TINYCRM_DB`, `configuration` or `default`."""
    if option:
        return "--db"
    if os.environ.get("TINYCRM_DB"):
        return "TINYCRM_DB"
    return "configuration" if read_config().get("db") else "default"


def config_path() -> Path:
    """The configuration file: TINYCRM_CONFIG, else `config.toml` in the user's own folder."""
    given = os.environ.get("TINYCRM_CONFIG")
    return Path(given) if given else user_folder("config") / "config.toml"


def read_config() -> dict[str, object]:
    """The settings in the configuration file; none when there is no file.

    Raises InvalidError when there is one that cannot be read, or is not TOML.
    """
    path = config_path()
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InvalidError(
            f"The configuration file {path} cannot be read: {why}.", "Mend it or remove it."
        ) from None
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(
            f"The configuration file {path} cannot be read: {error}.", "Mend it or remove it."
        ) from None


def usable_config() -> dict[str, object]:
    """The settings for what has to work without them too; none where they cannot be read."""
    try:
        return read_config()
    except InvalidError:
        return {}


def problems() -> list[str]:
    """What is wrong with the settings of the app, in sentences; of its keys `tui.keys` knows."""
    try:
        settings = read_config()
    except InvalidError as error:
        return [f"{error.message} {error.remedy} Until then all is as usual."]
    found = []
    theme = settings.get("theme", THEMES[0])
    if theme not in THEMES:
        from tinycrm.domain.text import quote_value

        found.append(
            f"In the configuration, there is no theme {quote_value(str(theme))}."
            f" Known are: {', '.join(THEMES)}."
        )
    if not isinstance(settings.get("plain", False), bool):
        found.append("In the configuration, plain is neither true nor false.")
    return found


def write_config(key: str, value: str | bool, table: str = "") -> None:
    """Set a setting in the configuration file, or remove it with ""; other lines stay.

    With `table`, the setting stands under that heading. Raises InvalidError where the file cannot
    be read or written, or holds the key in a way that cannot be changed line by line.
    """
    import json
    import tomllib

    before, path = read_config(), config_path()
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    if table and value and f"[{table}]" not in [line.strip() for line in lines]:
        lines += ["", f"[{table}]"] if lines else [f"[{table}]"]
    first, end = part_of(lines, table)
    kept = [line for line in lines[first:end] if line.partition("=")[0].strip() != key]
    # A JSON string is a TOML string, but for the one control character that JSON leaves as it is.
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    new = [*lines[:first], *kept, *([f"{key} = {text}"] if value else []), *lines[end:]]
    content = "".join(f"{line}\n" for line in new)
    try:
        found = tomllib.loads(content)
    except tomllib.TOMLDecodeError:
        found = {}
    held = found.get(table, {}) if table else found
    same = without(found, key, table) == without(before, key, table)
    if not same or held.get(key, "") != value:
        raise InvalidError(f"{path} cannot be changed safely.", f"Set {key} in it by hand.", key)
    replace_text(path, content)


def part_of(lines: list[str], table: str) -> tuple[int, int]:
    """From which line to which one a table stands; the part above all tables without one."""
    headings = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not table:
        return 0, headings[0] if headings else len(lines)
    own = next((at for at in headings if lines[at].strip() == f"[{table}]"), None)
    if own is None:
        return len(lines), len(lines)
    return own + 1, next((at for at in headings if at > own), len(lines))


def without(settings: dict[str, object], key: str, table: str) -> dict[str, object]:
    """The settings but for one, and without tables in which nothing stands."""
    if not table:
        return {name: value for name, value in settings.items() if name != key}
    rest = {name: value for name, value in settings.items() if name != table}
    held = settings.get(table)
    inner = without(held, key, "") if isinstance(held, dict) else held
    return {**rest, table: inner} if inner else rest


def replace_text(path: Path, content: str) -> None:
    """Write a file for its owner alone, whole or not at all; raises InvalidError."""
    import tempfile

    target = path.resolve()
    temporary = None
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=target.parent, prefix=target.name, delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise InvalidError(
            f"{path} cannot be written: {error.strerror}.", "Look at the folder's permissions."
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
    """The home directory; raises InvalidError where there is none."""
    try:
        return Path.home()
    except RuntimeError:
        raise InvalidError(
            "There is no home directory to keep the customers in.",
            "Say where they are with --db FILE, or set TINYCRM_DB.",
        ) from None
