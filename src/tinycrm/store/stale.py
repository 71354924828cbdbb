"""When a deal is stale: nothing happened for longer than its stage allows, and nothing is planned.

A task that is due today or later speaks against it: whoever has planned the next step needs no
reminder.
"""

NOTHING_PLANNED = """NOT EXISTS (
    SELECT 1 FROM task_link CROSS JOIN task ON task.id = task_link.task_id
    WHERE task_link.deal_id = deal.id AND task.due_on >= {today} AND task.done_at IS NULL
        AND task.archived_at IS NULL AND task.deleted_at IS NULL)"""
"""The condition over `deal`. CROSS JOIN holds the engine to the deal's own tasks, which are few."""
