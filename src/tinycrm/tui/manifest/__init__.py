"""Every action of the app: its key, what it works on, its words, and where it is.

The bindings, the line of keys, the help, the palette and the key map are read from these tables. No
module of an action is imported before the action is first used.
"""

from tinycrm.tui.manifest import everywhere, places, records
from tinycrm.tui.manifest.action import Action

GROUPS: dict[str, dict[str, Action]] = {
    "Go to": places.GO_TO,
    "File": places.FILE,
    "Records": records.RECORDS,
    "Tasks": records.TASKS,
    "Doing": records.DOING,
    "Page": records.PAGE,
    "Deals": records.DEALS,
    "Lists": records.IN_LISTS,
    "Views": places.VIEWS,
    "Settings": places.SETTINGS,
    "History": places.HISTORY,
    "Find": everywhere.FIND,
    "Files": everywhere.FILES,
    "App": everywhere.APP,
}
"""All actions by name, in the order of the help."""
ACTIONS: dict[str, Action] = {
    name: action for group in GROUPS.values() for name, action in group.items()
}
