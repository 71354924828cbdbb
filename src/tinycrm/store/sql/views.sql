-- The public reading interface: tinycrm itself, and anybody with a database shell, reads these.
-- Each record view shows archived and deleted records too; `archived_at` and `deleted_at` tell.

CREATE VIEW contact_view AS
SELECT
    contact.id, 'C' || contact.id AS ref, contact.uid, contact.version,
    contact.name, contact.prefix, contact.given_name, contact.middle_name, contact.family_name,
    contact.suffix, contact.nickname, contact.job_title,
    contact.company_id, company.name AS company,
    (SELECT value FROM contact_point WHERE contact_point.contact_id = contact.id AND kind = 'email'
      ORDER BY is_primary DESC, contact_point.id LIMIT 1) AS email,
    (SELECT value FROM contact_point WHERE contact_point.contact_id = contact.id AND kind = 'phone'
      ORDER BY is_primary DESC, contact_point.id LIMIT 1) AS phone,
    (SELECT group_concat(tag.name, ', ') FROM record_tag JOIN tag ON tag.id = record_tag.tag_id
      WHERE record_tag.contact_id = contact.id) AS tags,
    contact.lifecycle, contact.lead_status, contact.source, contact.owner, contact.language,
    contact.time_zone, contact.preferred_channel, contact.cadence_days, contact.birthday,
    contact.about, contact.last_activity_at, contact.last_contact_at, contact.next_contact_on,
    (SELECT min(task.due_on) FROM task_link JOIN task ON task.id = task_link.task_id
      WHERE task_link.contact_id = contact.id AND task.done_at IS NULL
        AND task.archived_at IS NULL AND task.deleted_at IS NULL) AS next_task_on,
    contact.merged_into_id, contact.custom, contact.created_at, contact.updated_at,
    contact.archived_at, contact.deleted_at
FROM contact LEFT JOIN company ON company.id = contact.company_id;

CREATE VIEW company_view AS
SELECT
    company.id, 'O' || company.id AS ref, company.uid, company.version,
    company.name, company.domain, company.website, company.industry, company.size, company.type,
    company.tax_id, company.payment_terms, company.about, company.owner,
    company.parent_id, parent.name AS parent,
    (SELECT value FROM contact_point WHERE contact_point.company_id = company.id AND kind = 'email'
      ORDER BY is_primary DESC, contact_point.id LIMIT 1) AS email,
    (SELECT value FROM contact_point WHERE contact_point.company_id = company.id AND kind = 'phone'
      ORDER BY is_primary DESC, contact_point.id LIMIT 1) AS phone,
    (SELECT group_concat(tag.name, ', ') FROM record_tag JOIN tag ON tag.id = record_tag.tag_id
      WHERE record_tag.company_id = company.id) AS tags,
    (SELECT count(*) FROM contact WHERE contact.company_id = company.id
        AND contact.deleted_at IS NULL AND contact.archived_at IS NULL) AS contacts,
    (SELECT count(*) FROM deal WHERE deal.company_id = company.id AND deal.status = 'open'
        AND deal.deleted_at IS NULL AND deal.archived_at IS NULL) AS open_deals,
    company.last_activity_at, company.merged_into_id, company.custom, company.created_at,
    company.updated_at, company.archived_at, company.deleted_at
FROM company LEFT JOIN company AS parent ON parent.id = company.parent_id;

CREATE VIEW deal_view AS
SELECT
    deal.id, 'D' || deal.id AS ref, deal.uid, deal.version, deal.title,
    deal.status, deal.stage_id, stage.name AS stage, stage.pipeline_id, pipeline.name AS pipeline,
    deal.amount, deal.currency, coalesce(deal.probability, stage.probability) AS probability,
    deal.probability AS own_probability, deal.expected_close_on,
    deal.company_id, company.name AS company,
    (SELECT contact_id FROM deal_contact WHERE deal_contact.deal_id = deal.id
      ORDER BY position, deal_contact.id LIMIT 1) AS contact_id,
    (SELECT contact.name FROM deal_contact JOIN contact ON contact.id = deal_contact.contact_id
      WHERE deal_contact.deal_id = deal.id ORDER BY position, deal_contact.id LIMIT 1) AS contact,
    (SELECT group_concat(tag.name, ', ') FROM record_tag JOIN tag ON tag.id = record_tag.tag_id
      WHERE record_tag.deal_id = deal.id) AS tags,
    deal.opened_at, deal.closed_at, deal.stage_entered_at, stage.stale_days,
    deal.lost_reason, deal.competitor, deal.next_step, deal.source, deal.type, deal.owner,
    deal.about, deal.last_activity_at, deal.last_touched_at,
    (SELECT min(task.due_on) FROM task_link JOIN task ON task.id = task_link.task_id
      WHERE task_link.deal_id = deal.id AND task.done_at IS NULL
        AND task.archived_at IS NULL AND task.deleted_at IS NULL) AS next_task_on,
    deal.custom, deal.created_at, deal.updated_at, deal.archived_at, deal.deleted_at
FROM deal
JOIN stage ON stage.id = deal.stage_id
JOIN pipeline ON pipeline.id = stage.pipeline_id
LEFT JOIN company ON company.id = deal.company_id;

CREATE VIEW activity_view AS
SELECT
    activity.id, 'A' || activity.id AS ref, activity.uid, activity.version, activity.kind,
    activity.direction, activity.happened_at, activity.minutes, activity.subject, activity.body,
    activity.outcome, activity.owner,
    (SELECT group_concat(contact.name, ', ') FROM activity_link
      JOIN contact ON contact.id = activity_link.contact_id
      WHERE activity_link.activity_id = activity.id) AS contacts,
    (SELECT group_concat(company.name, ', ') FROM activity_link
      JOIN company ON company.id = activity_link.company_id
      WHERE activity_link.activity_id = activity.id) AS companies,
    (SELECT group_concat(deal.title, ', ') FROM activity_link
      JOIN deal ON deal.id = activity_link.deal_id
      WHERE activity_link.activity_id = activity.id) AS deals,
    (SELECT group_concat(coalesce('C' || contact_id, 'O' || company_id, 'D' || deal_id), ', ')
      FROM activity_link WHERE activity_link.activity_id = activity.id) AS links,
    (SELECT group_concat(tag.name, ', ') FROM record_tag JOIN tag ON tag.id = record_tag.tag_id
      WHERE record_tag.activity_id = activity.id) AS tags,
    activity.custom, activity.created_at, activity.updated_at, activity.archived_at,
    activity.deleted_at
FROM activity;

CREATE VIEW task_view AS
SELECT
    task.id, 'T' || task.id AS ref, task.uid, task.version, task.title, task.notes, task.due_on,
    task.due_time, task.priority, task.recurrence, task.done_at, task.owner,
    (SELECT group_concat(contact.name, ', ') FROM task_link
      JOIN contact ON contact.id = task_link.contact_id
      WHERE task_link.task_id = task.id) AS contacts,
    (SELECT group_concat(company.name, ', ') FROM task_link
      JOIN company ON company.id = task_link.company_id
      WHERE task_link.task_id = task.id) AS companies,
    (SELECT group_concat(deal.title, ', ') FROM task_link
      JOIN deal ON deal.id = task_link.deal_id
      WHERE task_link.task_id = task.id) AS deals,
    (SELECT group_concat(coalesce('C' || contact_id, 'O' || company_id, 'D' || deal_id), ', ')
      FROM task_link WHERE task_link.task_id = task.id) AS links,
    (SELECT group_concat(tag.name, ', ') FROM record_tag JOIN tag ON tag.id = record_tag.tag_id
      WHERE record_tag.task_id = task.id) AS tags,
    task.custom, task.created_at, task.updated_at, task.archived_at, task.deleted_at
FROM task;

-- What happened to each person, firm and deal, ready for WHERE contact_id = ? (or company_id,
-- deal_id) ORDER BY at DESC. A deal's events also stand under each person in the deal.
CREATE VIEW timeline AS
SELECT
    activity.happened_at AS at, activity.kind AS kind, 'A' || activity.id AS ref,
    coalesce(activity.subject, activity.body) AS text, activity.minutes AS minutes,
    activity.direction AS direction,
    activity_link.contact_id AS contact_id, activity_link.company_id AS company_id,
    activity_link.deal_id AS deal_id
FROM activity_link JOIN activity ON activity.id = activity_link.activity_id
WHERE activity.deleted_at IS NULL
UNION ALL
SELECT
    deal_event.at, 'deal ' || deal_event.kind, 'D' || deal.id,
    deal.title || ' (' || stage.name || ')', NULL, NULL, NULL, deal.company_id, deal.id
FROM deal_event
JOIN deal ON deal.id = deal_event.deal_id
JOIN stage ON stage.id = deal_event.stage_id
WHERE deal.deleted_at IS NULL
UNION ALL
SELECT
    deal_event.at, 'deal ' || deal_event.kind, 'D' || deal.id,
    deal.title || ' (' || stage.name || ')', NULL, NULL, deal_contact.contact_id, NULL, NULL
FROM deal_contact
JOIN deal ON deal.id = deal_contact.deal_id
JOIN deal_event ON deal_event.deal_id = deal.id
JOIN stage ON stage.id = deal_event.stage_id
WHERE deal.deleted_at IS NULL
UNION ALL
SELECT
    task.done_at, 'task done', 'T' || task.id, task.title, NULL, NULL,
    task_link.contact_id, task_link.company_id, task_link.deal_id
FROM task_link JOIN task ON task.id = task_link.task_id
WHERE task.done_at IS NOT NULL AND task.deleted_at IS NULL
UNION ALL
SELECT
    consent.at, 'consent ' || consent.status, 'C' || consent.contact_id, consent.channel, NULL,
    NULL, consent.contact_id, NULL, NULL
FROM consent;
