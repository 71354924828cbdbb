-- Generated from models/ by `make schema`; do not edit.

CREATE TABLE activity (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    archived_at TEXT,
    deleted_at TEXT,
    custom TEXT DEFAULT '{}' NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT,
    happened_at TEXT NOT NULL,
    minutes INTEGER,
    subject TEXT,
    body TEXT,
    outcome TEXT,
    owner TEXT,
    CONSTRAINT kind_known CHECK (kind IN ('note', 'call', 'email', 'meeting', 'message', 'visit')),
    CONSTRAINT direction_known CHECK (direction IN ('in', 'out')),
    CONSTRAINT minutes_positive CHECK (minutes >= 0),
    CONSTRAINT custom_is_json CHECK (json_valid(custom)),
    UNIQUE (uid)
) STRICT;
CREATE INDEX ix_activity_live_happened_at ON activity (happened_at) WHERE archived_at IS NULL AND deleted_at IS NULL;

CREATE TABLE company (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    archived_at TEXT,
    deleted_at TEXT,
    custom TEXT DEFAULT '{}' NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    domain TEXT,
    website TEXT,
    industry TEXT,
    size TEXT,
    type TEXT,
    tax_id TEXT,
    payment_terms TEXT,
    about TEXT,
    owner TEXT,
    parent_id INTEGER,
    merged_into_id INTEGER,
    last_activity_at TEXT,
    CONSTRAINT name_not_empty CHECK (name <> ''),
    CONSTRAINT custom_is_json CHECK (json_valid(custom)),
    UNIQUE (uid),
    FOREIGN KEY(parent_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(merged_into_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_company_domain ON company (domain);
CREATE INDEX ix_company_live_sort_key ON company (sort_key) WHERE archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_company_merged_into_id ON company (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ix_company_name_key ON company (name_key);
CREATE INDEX ix_company_parent_id ON company (parent_id);

CREATE TABLE custom_field (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    noun TEXT NOT NULL,
    "key" TEXT NOT NULL,
    label TEXT NOT NULL,
    type TEXT DEFAULT 'text' NOT NULL,
    choices TEXT,
    required INTEGER DEFAULT 0 NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    retired_at TEXT,
    CONSTRAINT noun_known CHECK (noun IN ('contact', 'company', 'deal', 'activity', 'task')),
    CONSTRAINT type_known CHECK (type IN ('text', 'number', 'money', 'date', 'flag', 'choice', 'url')),
    CONSTRAINT choices_is_json CHECK (choices IS NULL OR json_valid(choices))
) STRICT;
CREATE UNIQUE INDEX ux_custom_field_key ON custom_field (noun, "key");

CREATE TABLE operation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    program TEXT DEFAULT '' NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    undoes INTEGER,
    undone_by INTEGER,
    FOREIGN KEY(undoes) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(undone_by) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE pipeline (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    retired_at TEXT,
    CONSTRAINT name_not_empty CHECK (name <> ''),
    UNIQUE (name_key)
) STRICT;

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE ("key")
) STRICT;

CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    CONSTRAINT name_not_empty CHECK (name <> ''),
    UNIQUE (name_key)
) STRICT;

CREATE TABLE task (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    archived_at TEXT,
    deleted_at TEXT,
    custom TEXT DEFAULT '{}' NOT NULL,
    title TEXT NOT NULL,
    notes TEXT,
    due_on TEXT,
    due_time TEXT,
    priority TEXT DEFAULT 'normal' NOT NULL,
    recurrence TEXT,
    series_on TEXT,
    done_at TEXT,
    owner TEXT,
    urgency TEXT GENERATED ALWAYS AS (coalesce(due_on, '9999-99-99') || coalesce(due_time, '99:99') || CASE priority WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END) VIRTUAL,
    CONSTRAINT title_not_empty CHECK (title <> ''),
    CONSTRAINT priority_known CHECK (priority IN ('low', 'normal', 'high')),
    CONSTRAINT due_on_is_date CHECK (due_on IS NULL OR (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(due_on, '+0 days') IS due_on AND due_on >= '0001-01-01')),
    CONSTRAINT due_time_is_time CHECK (due_time IS NULL OR (due_on IS NOT NULL AND due_time GLOB '[0-2][0-9]:[0-5][0-9]')),
    CONSTRAINT custom_is_json CHECK (json_valid(custom)),
    CONSTRAINT series_on_is_date CHECK (series_on IS NULL OR (series_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(series_on, '+0 days') IS series_on AND series_on >= '0001-01-01')),
    UNIQUE (uid)
) STRICT;
CREATE INDEX ix_task_done_at ON task (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX ix_task_open_due ON task (due_on) WHERE done_at IS NULL AND archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_task_open_urgency ON task (urgency) WHERE done_at IS NULL AND archived_at IS NULL AND deleted_at IS NULL;

CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    record TEXT,
    kind TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT kind_known CHECK (kind IN ('insert', 'update', 'delete')),
    FOREIGN KEY(operation_id) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_change_operation_id ON change (operation_id);
CREATE INDEX ix_change_record ON change (record, operation_id) WHERE record IS NOT NULL;
CREATE INDEX ix_change_row ON change (row_id, table_name);

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    archived_at TEXT,
    deleted_at TEXT,
    custom TEXT DEFAULT '{}' NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    prefix TEXT,
    given_name TEXT,
    middle_name TEXT,
    family_name TEXT,
    suffix TEXT,
    nickname TEXT,
    job_title TEXT,
    company_id INTEGER,
    lifecycle TEXT,
    lead_status TEXT,
    source TEXT,
    owner TEXT,
    language TEXT,
    time_zone TEXT,
    preferred_channel TEXT,
    cadence_days INTEGER,
    birthday TEXT,
    about TEXT,
    merged_into_id INTEGER,
    last_activity_at TEXT,
    last_contact_at TEXT,
    next_contact_on TEXT GENERATED ALWAYS AS (date(coalesce(last_contact_at, created_at), '+' || cadence_days || ' days')) VIRTUAL,
    anniversary TEXT GENERATED ALWAYS AS (substr(birthday, -5)) VIRTUAL,
    CONSTRAINT name_not_empty CHECK (name <> ''),
    CONSTRAINT lifecycle_known CHECK (lifecycle IN ('subscriber', 'lead', 'qualified', 'opportunity', 'customer', 'advocate', 'former', 'other')),
    CONSTRAINT cadence_days_range CHECK (cadence_days BETWEEN 1 AND 36500),
    CONSTRAINT custom_is_json CHECK (json_valid(custom)),
    UNIQUE (uid),
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(merged_into_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_contact_anniversary ON contact (anniversary) WHERE birthday IS NOT NULL AND archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_contact_company_id ON contact (company_id);
CREATE INDEX ix_contact_live_created_at ON contact (created_at) WHERE archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_contact_live_last_activity_at ON contact (last_activity_at) WHERE archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_contact_live_sort_key ON contact (sort_key) WHERE archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_contact_merged_into_id ON contact (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ix_contact_name_key ON contact (name_key);
CREATE INDEX ix_contact_next_contact_on ON contact (next_contact_on) WHERE cadence_days IS NOT NULL AND archived_at IS NULL AND deleted_at IS NULL;

CREATE TABLE current_operation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER,
    index_later INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT single_row CHECK (id = 1),
    FOREIGN KEY(operation_id) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE import_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operation_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT DEFAULT '' NOT NULL,
    size INTEGER DEFAULT 0 NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    created INTEGER DEFAULT 0 NOT NULL,
    updated INTEGER DEFAULT 0 NOT NULL,
    unchanged INTEGER DEFAULT 0 NOT NULL,
    skipped INTEGER DEFAULT 0 NOT NULL,
    rejected INTEGER DEFAULT 0 NOT NULL,
    FOREIGN KEY(operation_id) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_import_file_operation_id ON import_file (operation_id);

CREATE TABLE stage (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    pipeline_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position INTEGER DEFAULT 0 NOT NULL,
    probability INTEGER DEFAULT 0 NOT NULL,
    stale_days INTEGER,
    exit_criteria TEXT,
    retired_at TEXT,
    CONSTRAINT name_not_empty CHECK (name <> ''),
    CONSTRAINT probability_percent CHECK (probability BETWEEN 0 AND 100),
    CONSTRAINT stale_days_positive CHECK (stale_days > 0),
    FOREIGN KEY(pipeline_id) REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_stage_pipeline_id ON stage (pipeline_id, position);

CREATE TABLE address (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER,
    company_id INTEGER,
    label TEXT,
    street TEXT,
    city TEXT,
    region TEXT,
    postal_code TEXT,
    country TEXT,
    CONSTRAINT exactly_one_target CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) = 1),
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_address_company_id ON address (company_id);
CREATE INDEX ix_address_contact_id ON address (contact_id);

CREATE TABLE consent (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL,
    channel TEXT NOT NULL,
    status TEXT NOT NULL,
    basis TEXT,
    at TEXT NOT NULL,
    CONSTRAINT status_known CHECK (status IN ('in', 'out')),
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_consent_contact_id ON consent (contact_id);

CREATE TABLE contact_point (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER,
    company_id INTEGER,
    kind TEXT NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_key TEXT,
    is_primary INTEGER DEFAULT 0 NOT NULL,
    invalid_since TEXT,
    CONSTRAINT kind_known CHECK (kind IN ('email', 'phone', 'url', 'handle')),
    CONSTRAINT value_not_empty CHECK (value <> ''),
    CONSTRAINT exactly_one_target CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) = 1),
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_contact_point_company_id ON contact_point (company_id);
CREATE INDEX ix_contact_point_contact_id ON contact_point (contact_id);
CREATE INDEX ix_contact_point_key ON contact_point (value_key, kind);

CREATE TABLE deal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    version INTEGER DEFAULT 1 NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    archived_at TEXT,
    deleted_at TEXT,
    custom TEXT DEFAULT '{}' NOT NULL,
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    company_id INTEGER,
    stage_id INTEGER NOT NULL,
    status TEXT DEFAULT 'open' NOT NULL,
    amount INTEGER,
    currency TEXT NOT NULL,
    probability INTEGER,
    expected_close_on TEXT,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    stage_entered_at TEXT NOT NULL,
    lost_reason TEXT,
    competitor TEXT,
    next_step TEXT,
    source TEXT,
    type TEXT,
    owner TEXT,
    about TEXT,
    last_activity_at TEXT,
    last_touched_at TEXT GENERATED ALWAYS AS (max(stage_entered_at, coalesce(last_activity_at, stage_entered_at))) VIRTUAL,
    CONSTRAINT title_not_empty CHECK (title <> ''),
    CONSTRAINT status_known CHECK (status IN ('open', 'won', 'lost')),
    CONSTRAINT amount_range CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT probability_percent CHECK (probability BETWEEN 0 AND 100),
    CONSTRAINT currency_is_code CHECK (length(currency) = 3),
    CONSTRAINT custom_is_json CHECK (json_valid(custom)),
    CONSTRAINT closed_has_date CHECK ((status = 'open') = (closed_at IS NULL)),
    CONSTRAINT expected_close_on_is_date CHECK (expected_close_on IS NULL OR (expected_close_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(expected_close_on, '+0 days') IS expected_close_on AND expected_close_on >= '0001-01-01')),
    UNIQUE (uid),
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(stage_id) REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_deal_closed_at ON deal (closed_at) WHERE status <> 'open';
CREATE INDEX ix_deal_company_id ON deal (company_id);
CREATE INDEX ix_deal_live_expected_close_on ON deal (expected_close_on) WHERE archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_deal_live_sort_key ON deal (sort_key) WHERE archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_deal_open_close ON deal (expected_close_on) WHERE status = 'open' AND archived_at IS NULL AND deleted_at IS NULL;
CREATE INDEX ix_deal_open_touched ON deal (stage_id, last_touched_at) WHERE status = 'open' AND archived_at IS NULL AND deleted_at IS NULL;

CREATE TABLE not_duplicate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_a_id INTEGER,
    contact_b_id INTEGER,
    company_a_id INTEGER,
    company_b_id INTEGER,
    CONSTRAINT one_pair_in_order CHECK ((contact_a_id < contact_b_id AND company_a_id IS NULL AND company_b_id IS NULL) IS TRUE OR (company_a_id < company_b_id AND contact_a_id IS NULL AND contact_b_id IS NULL) IS TRUE),
    FOREIGN KEY(contact_a_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(contact_b_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_a_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_b_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_not_duplicate_company_b_id ON not_duplicate (company_b_id) WHERE company_b_id IS NOT NULL;
CREATE INDEX ix_not_duplicate_contact_b_id ON not_duplicate (contact_b_id) WHERE contact_b_id IS NOT NULL;
CREATE UNIQUE INDEX ux_not_duplicate_company ON not_duplicate (company_a_id, company_b_id) WHERE company_a_id IS NOT NULL;
CREATE UNIQUE INDEX ux_not_duplicate_contact ON not_duplicate (contact_a_id, contact_b_id) WHERE contact_a_id IS NOT NULL;

CREATE TABLE activity_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    CONSTRAINT exactly_one_target CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) = 1),
    FOREIGN KEY(activity_id) REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(deal_id) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_activity_link_activity_id ON activity_link (activity_id);
CREATE INDEX ix_activity_link_company_id ON activity_link (company_id);
CREATE INDEX ix_activity_link_contact_id ON activity_link (contact_id);
CREATE INDEX ix_activity_link_deal_id ON activity_link (deal_id);

CREATE TABLE deal_contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    deal_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    role TEXT,
    position INTEGER DEFAULT 0 NOT NULL,
    FOREIGN KEY(deal_id) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_deal_contact_contact_id ON deal_contact (contact_id);
CREATE UNIQUE INDEX ux_deal_contact ON deal_contact (deal_id, contact_id);

CREATE TABLE deal_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    deal_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_stage_id INTEGER,
    stage_id INTEGER NOT NULL,
    amount INTEGER,
    currency TEXT NOT NULL,
    probability INTEGER DEFAULT 0 NOT NULL,
    expected_close_on TEXT,
    CONSTRAINT kind_known CHECK (kind IN ('created', 'moved', 'won', 'lost', 'reopened', 'amount', 'close_date')),
    FOREIGN KEY(deal_id) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(from_stage_id) REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(stage_id) REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_deal_event_at ON deal_event (at);
CREATE INDEX ix_deal_event_deal_id ON deal_event (deal_id, at);

CREATE TABLE external_ref (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    activity_id INTEGER,
    task_id INTEGER,
    CONSTRAINT exactly_one_target CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) + (activity_id IS NOT NULL) + (task_id IS NOT NULL) = 1),
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(deal_id) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(activity_id) REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(task_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_external_ref_activity_id ON external_ref (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX ix_external_ref_company_id ON external_ref (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX ix_external_ref_contact_id ON external_ref (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX ix_external_ref_deal_id ON external_ref (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX ix_external_ref_task_id ON external_ref (task_id) WHERE task_id IS NOT NULL;
CREATE UNIQUE INDEX ux_external_ref ON external_ref (source, external_id);

CREATE TABLE record_tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    tag_id INTEGER NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    activity_id INTEGER,
    task_id INTEGER,
    CONSTRAINT exactly_one_target CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) + (activity_id IS NOT NULL) + (task_id IS NOT NULL) = 1),
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(deal_id) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(activity_id) REFERENCES activity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(task_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_record_tag_tag_id ON record_tag (tag_id);
CREATE UNIQUE INDEX ux_record_tag_activity_id ON record_tag (activity_id, tag_id) WHERE activity_id IS NOT NULL;
CREATE UNIQUE INDEX ux_record_tag_company_id ON record_tag (company_id, tag_id) WHERE company_id IS NOT NULL;
CREATE UNIQUE INDEX ux_record_tag_contact_id ON record_tag (contact_id, tag_id) WHERE contact_id IS NOT NULL;
CREATE UNIQUE INDEX ux_record_tag_deal_id ON record_tag (deal_id, tag_id) WHERE deal_id IS NOT NULL;
CREATE UNIQUE INDEX ux_record_tag_task_id ON record_tag (task_id, tag_id) WHERE task_id IS NOT NULL;

CREATE TABLE task_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    task_id INTEGER NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    CONSTRAINT exactly_one_target CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) = 1),
    FOREIGN KEY(task_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(deal_id) REFERENCES deal (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX ix_task_link_company_id ON task_link (company_id);
CREATE INDEX ix_task_link_contact_id ON task_link (contact_id);
CREATE INDEX ix_task_link_deal_id ON task_link (deal_id);
CREATE INDEX ix_task_link_task_id ON task_link (task_id);

CREATE TRIGGER activity_log_insert AFTER INSERT ON activity BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'activity', NEW.id, 'A' || NEW.id, 'insert', NULL, json_object('uid', NEW.uid, 'created_at', NEW.created_at, 'updated_at', NEW.updated_at, 'archived_at', NEW.archived_at, 'deleted_at', NEW.deleted_at, 'custom', NEW.custom, 'kind', NEW.kind, 'direction', NEW.direction, 'happened_at', NEW.happened_at, 'minutes', NEW.minutes, 'subject', NEW.subject, 'body', NEW.body, 'outcome', NEW.outcome, 'owner', NEW.owner));
END;

CREATE TRIGGER activity_log_update AFTER UPDATE OF uid, created_at, updated_at, archived_at, deleted_at, custom, kind, direction, happened_at, minutes, subject, body, outcome, owner ON activity BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'activity', NEW.id, 'A' || NEW.id, 'update', (WITH pair (k, v) AS (SELECT 'uid', OLD.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', OLD.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', OLD.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', OLD.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', OLD.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', OLD.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'kind', OLD.kind WHERE OLD.kind IS NOT NEW.kind UNION ALL SELECT 'direction', OLD.direction WHERE OLD.direction IS NOT NEW.direction UNION ALL SELECT 'happened_at', OLD.happened_at WHERE OLD.happened_at IS NOT NEW.happened_at UNION ALL SELECT 'minutes', OLD.minutes WHERE OLD.minutes IS NOT NEW.minutes UNION ALL SELECT 'subject', OLD.subject WHERE OLD.subject IS NOT NEW.subject UNION ALL SELECT 'body', OLD.body WHERE OLD.body IS NOT NEW.body UNION ALL SELECT 'outcome', OLD.outcome WHERE OLD.outcome IS NOT NEW.outcome UNION ALL SELECT 'owner', OLD.owner WHERE OLD.owner IS NOT NEW.owner) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'uid', NEW.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', NEW.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', NEW.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', NEW.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', NEW.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', NEW.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'kind', NEW.kind WHERE OLD.kind IS NOT NEW.kind UNION ALL SELECT 'direction', NEW.direction WHERE OLD.direction IS NOT NEW.direction UNION ALL SELECT 'happened_at', NEW.happened_at WHERE OLD.happened_at IS NOT NEW.happened_at UNION ALL SELECT 'minutes', NEW.minutes WHERE OLD.minutes IS NOT NEW.minutes UNION ALL SELECT 'subject', NEW.subject WHERE OLD.subject IS NOT NEW.subject UNION ALL SELECT 'body', NEW.body WHERE OLD.body IS NOT NEW.body UNION ALL SELECT 'outcome', NEW.outcome WHERE OLD.outcome IS NOT NEW.outcome UNION ALL SELECT 'owner', NEW.owner WHERE OLD.owner IS NOT NEW.owner) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER activity_log_delete AFTER DELETE ON activity BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'activity', OLD.id, 'A' || OLD.id, 'delete', json_object('uid', OLD.uid, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'archived_at', OLD.archived_at, 'deleted_at', OLD.deleted_at, 'custom', OLD.custom, 'kind', OLD.kind, 'direction', OLD.direction, 'happened_at', OLD.happened_at, 'minutes', OLD.minutes, 'subject', OLD.subject, 'body', OLD.body, 'outcome', OLD.outcome, 'owner', OLD.owner), NULL);
END;

CREATE TRIGGER company_log_insert AFTER INSERT ON company BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'company', NEW.id, 'O' || NEW.id, 'insert', NULL, json_object('uid', NEW.uid, 'created_at', NEW.created_at, 'updated_at', NEW.updated_at, 'archived_at', NEW.archived_at, 'deleted_at', NEW.deleted_at, 'custom', NEW.custom, 'name', NEW.name, 'name_key', NEW.name_key, 'sort_key', NEW.sort_key, 'domain', NEW.domain, 'website', NEW.website, 'industry', NEW.industry, 'size', NEW.size, 'type', NEW."type", 'tax_id', NEW.tax_id, 'payment_terms', NEW.payment_terms, 'about', NEW.about, 'owner', NEW.owner, 'parent_id', NEW.parent_id, 'merged_into_id', NEW.merged_into_id));
END;

CREATE TRIGGER company_log_update AFTER UPDATE OF uid, created_at, updated_at, archived_at, deleted_at, custom, name, name_key, sort_key, domain, website, industry, size, "type", tax_id, payment_terms, about, owner, parent_id, merged_into_id ON company BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'company', NEW.id, 'O' || NEW.id, 'update', (WITH pair (k, v) AS (SELECT 'uid', OLD.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', OLD.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', OLD.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', OLD.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', OLD.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', OLD.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'name', OLD.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', OLD.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'sort_key', OLD.sort_key WHERE OLD.sort_key IS NOT NEW.sort_key UNION ALL SELECT 'domain', OLD.domain WHERE OLD.domain IS NOT NEW.domain UNION ALL SELECT 'website', OLD.website WHERE OLD.website IS NOT NEW.website UNION ALL SELECT 'industry', OLD.industry WHERE OLD.industry IS NOT NEW.industry UNION ALL SELECT 'size', OLD.size WHERE OLD.size IS NOT NEW.size UNION ALL SELECT 'type', OLD."type" WHERE OLD."type" IS NOT NEW."type" UNION ALL SELECT 'tax_id', OLD.tax_id WHERE OLD.tax_id IS NOT NEW.tax_id UNION ALL SELECT 'payment_terms', OLD.payment_terms WHERE OLD.payment_terms IS NOT NEW.payment_terms UNION ALL SELECT 'about', OLD.about WHERE OLD.about IS NOT NEW.about UNION ALL SELECT 'owner', OLD.owner WHERE OLD.owner IS NOT NEW.owner UNION ALL SELECT 'parent_id', OLD.parent_id WHERE OLD.parent_id IS NOT NEW.parent_id UNION ALL SELECT 'merged_into_id', OLD.merged_into_id WHERE OLD.merged_into_id IS NOT NEW.merged_into_id) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'uid', NEW.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', NEW.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', NEW.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', NEW.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', NEW.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', NEW.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'name', NEW.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', NEW.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'sort_key', NEW.sort_key WHERE OLD.sort_key IS NOT NEW.sort_key UNION ALL SELECT 'domain', NEW.domain WHERE OLD.domain IS NOT NEW.domain UNION ALL SELECT 'website', NEW.website WHERE OLD.website IS NOT NEW.website UNION ALL SELECT 'industry', NEW.industry WHERE OLD.industry IS NOT NEW.industry UNION ALL SELECT 'size', NEW.size WHERE OLD.size IS NOT NEW.size UNION ALL SELECT 'type', NEW."type" WHERE OLD."type" IS NOT NEW."type" UNION ALL SELECT 'tax_id', NEW.tax_id WHERE OLD.tax_id IS NOT NEW.tax_id UNION ALL SELECT 'payment_terms', NEW.payment_terms WHERE OLD.payment_terms IS NOT NEW.payment_terms UNION ALL SELECT 'about', NEW.about WHERE OLD.about IS NOT NEW.about UNION ALL SELECT 'owner', NEW.owner WHERE OLD.owner IS NOT NEW.owner UNION ALL SELECT 'parent_id', NEW.parent_id WHERE OLD.parent_id IS NOT NEW.parent_id UNION ALL SELECT 'merged_into_id', NEW.merged_into_id WHERE OLD.merged_into_id IS NOT NEW.merged_into_id) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER company_log_delete AFTER DELETE ON company BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'company', OLD.id, 'O' || OLD.id, 'delete', json_object('uid', OLD.uid, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'archived_at', OLD.archived_at, 'deleted_at', OLD.deleted_at, 'custom', OLD.custom, 'name', OLD.name, 'name_key', OLD.name_key, 'sort_key', OLD.sort_key, 'domain', OLD.domain, 'website', OLD.website, 'industry', OLD.industry, 'size', OLD.size, 'type', OLD."type", 'tax_id', OLD.tax_id, 'payment_terms', OLD.payment_terms, 'about', OLD.about, 'owner', OLD.owner, 'parent_id', OLD.parent_id, 'merged_into_id', OLD.merged_into_id), NULL);
END;

CREATE TRIGGER custom_field_log_insert AFTER INSERT ON custom_field BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'custom_field', NEW.id, NULL, 'insert', NULL, json_object('noun', NEW.noun, 'key', NEW."key", 'label', NEW.label, 'type', NEW."type", 'choices', NEW.choices, 'required', NEW.required, 'position', NEW.position, 'retired_at', NEW.retired_at));
END;

CREATE TRIGGER custom_field_log_update AFTER UPDATE OF noun, "key", label, "type", choices, required, position, retired_at ON custom_field BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'custom_field', NEW.id, NULL, 'update', (WITH pair (k, v) AS (SELECT 'noun', OLD.noun WHERE OLD.noun IS NOT NEW.noun UNION ALL SELECT 'key', OLD."key" WHERE OLD."key" IS NOT NEW."key" UNION ALL SELECT 'label', OLD.label WHERE OLD.label IS NOT NEW.label UNION ALL SELECT 'type', OLD."type" WHERE OLD."type" IS NOT NEW."type" UNION ALL SELECT 'choices', OLD.choices WHERE OLD.choices IS NOT NEW.choices UNION ALL SELECT 'required', OLD.required WHERE OLD.required IS NOT NEW.required UNION ALL SELECT 'position', OLD.position WHERE OLD.position IS NOT NEW.position UNION ALL SELECT 'retired_at', OLD.retired_at WHERE OLD.retired_at IS NOT NEW.retired_at) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'noun', NEW.noun WHERE OLD.noun IS NOT NEW.noun UNION ALL SELECT 'key', NEW."key" WHERE OLD."key" IS NOT NEW."key" UNION ALL SELECT 'label', NEW.label WHERE OLD.label IS NOT NEW.label UNION ALL SELECT 'type', NEW."type" WHERE OLD."type" IS NOT NEW."type" UNION ALL SELECT 'choices', NEW.choices WHERE OLD.choices IS NOT NEW.choices UNION ALL SELECT 'required', NEW.required WHERE OLD.required IS NOT NEW.required UNION ALL SELECT 'position', NEW.position WHERE OLD.position IS NOT NEW.position UNION ALL SELECT 'retired_at', NEW.retired_at WHERE OLD.retired_at IS NOT NEW.retired_at) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER custom_field_log_delete AFTER DELETE ON custom_field BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'custom_field', OLD.id, NULL, 'delete', json_object('noun', OLD.noun, 'key', OLD."key", 'label', OLD.label, 'type', OLD."type", 'choices', OLD.choices, 'required', OLD.required, 'position', OLD.position, 'retired_at', OLD.retired_at), NULL);
END;

CREATE TRIGGER pipeline_log_insert AFTER INSERT ON pipeline BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'pipeline', NEW.id, NULL, 'insert', NULL, json_object('name', NEW.name, 'name_key', NEW.name_key, 'position', NEW.position, 'retired_at', NEW.retired_at));
END;

CREATE TRIGGER pipeline_log_update AFTER UPDATE OF name, name_key, position, retired_at ON pipeline BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'pipeline', NEW.id, NULL, 'update', (WITH pair (k, v) AS (SELECT 'name', OLD.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', OLD.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'position', OLD.position WHERE OLD.position IS NOT NEW.position UNION ALL SELECT 'retired_at', OLD.retired_at WHERE OLD.retired_at IS NOT NEW.retired_at) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'name', NEW.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', NEW.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'position', NEW.position WHERE OLD.position IS NOT NEW.position UNION ALL SELECT 'retired_at', NEW.retired_at WHERE OLD.retired_at IS NOT NEW.retired_at) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER pipeline_log_delete AFTER DELETE ON pipeline BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'pipeline', OLD.id, NULL, 'delete', json_object('name', OLD.name, 'name_key', OLD.name_key, 'position', OLD.position, 'retired_at', OLD.retired_at), NULL);
END;

CREATE TRIGGER setting_log_insert AFTER INSERT ON setting BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'setting', NEW.id, NULL, 'insert', NULL, json_object('key', NEW."key", 'value', NEW.value));
END;

CREATE TRIGGER setting_log_update AFTER UPDATE OF "key", value ON setting BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'setting', NEW.id, NULL, 'update', (WITH pair (k, v) AS (SELECT 'key', OLD."key" WHERE OLD."key" IS NOT NEW."key" UNION ALL SELECT 'value', OLD.value WHERE OLD.value IS NOT NEW.value) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'key', NEW."key" WHERE OLD."key" IS NOT NEW."key" UNION ALL SELECT 'value', NEW.value WHERE OLD.value IS NOT NEW.value) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER setting_log_delete AFTER DELETE ON setting BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'setting', OLD.id, NULL, 'delete', json_object('key', OLD."key", 'value', OLD.value), NULL);
END;

CREATE TRIGGER tag_log_insert AFTER INSERT ON tag BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'tag', NEW.id, NULL, 'insert', NULL, json_object('name', NEW.name, 'name_key', NEW.name_key));
END;

CREATE TRIGGER tag_log_update AFTER UPDATE OF name, name_key ON tag BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'tag', NEW.id, NULL, 'update', (WITH pair (k, v) AS (SELECT 'name', OLD.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', OLD.name_key WHERE OLD.name_key IS NOT NEW.name_key) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'name', NEW.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', NEW.name_key WHERE OLD.name_key IS NOT NEW.name_key) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER tag_log_delete AFTER DELETE ON tag BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'tag', OLD.id, NULL, 'delete', json_object('name', OLD.name, 'name_key', OLD.name_key), NULL);
END;

CREATE TRIGGER task_log_insert AFTER INSERT ON task BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'task', NEW.id, 'T' || NEW.id, 'insert', NULL, json_object('uid', NEW.uid, 'created_at', NEW.created_at, 'updated_at', NEW.updated_at, 'archived_at', NEW.archived_at, 'deleted_at', NEW.deleted_at, 'custom', NEW.custom, 'title', NEW.title, 'notes', NEW.notes, 'due_on', NEW.due_on, 'due_time', NEW.due_time, 'priority', NEW.priority, 'recurrence', NEW.recurrence, 'series_on', NEW.series_on, 'done_at', NEW.done_at, 'owner', NEW.owner));
END;

CREATE TRIGGER task_log_update AFTER UPDATE OF uid, created_at, updated_at, archived_at, deleted_at, custom, title, notes, due_on, due_time, priority, recurrence, series_on, done_at, owner ON task BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'task', NEW.id, 'T' || NEW.id, 'update', (WITH pair (k, v) AS (SELECT 'uid', OLD.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', OLD.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', OLD.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', OLD.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', OLD.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', OLD.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'title', OLD.title WHERE OLD.title IS NOT NEW.title UNION ALL SELECT 'notes', OLD.notes WHERE OLD.notes IS NOT NEW.notes UNION ALL SELECT 'due_on', OLD.due_on WHERE OLD.due_on IS NOT NEW.due_on UNION ALL SELECT 'due_time', OLD.due_time WHERE OLD.due_time IS NOT NEW.due_time UNION ALL SELECT 'priority', OLD.priority WHERE OLD.priority IS NOT NEW.priority UNION ALL SELECT 'recurrence', OLD.recurrence WHERE OLD.recurrence IS NOT NEW.recurrence UNION ALL SELECT 'series_on', OLD.series_on WHERE OLD.series_on IS NOT NEW.series_on UNION ALL SELECT 'done_at', OLD.done_at WHERE OLD.done_at IS NOT NEW.done_at UNION ALL SELECT 'owner', OLD.owner WHERE OLD.owner IS NOT NEW.owner) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'uid', NEW.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', NEW.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', NEW.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', NEW.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', NEW.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', NEW.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'title', NEW.title WHERE OLD.title IS NOT NEW.title UNION ALL SELECT 'notes', NEW.notes WHERE OLD.notes IS NOT NEW.notes UNION ALL SELECT 'due_on', NEW.due_on WHERE OLD.due_on IS NOT NEW.due_on UNION ALL SELECT 'due_time', NEW.due_time WHERE OLD.due_time IS NOT NEW.due_time UNION ALL SELECT 'priority', NEW.priority WHERE OLD.priority IS NOT NEW.priority UNION ALL SELECT 'recurrence', NEW.recurrence WHERE OLD.recurrence IS NOT NEW.recurrence UNION ALL SELECT 'series_on', NEW.series_on WHERE OLD.series_on IS NOT NEW.series_on UNION ALL SELECT 'done_at', NEW.done_at WHERE OLD.done_at IS NOT NEW.done_at UNION ALL SELECT 'owner', NEW.owner WHERE OLD.owner IS NOT NEW.owner) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER task_log_delete AFTER DELETE ON task BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'task', OLD.id, 'T' || OLD.id, 'delete', json_object('uid', OLD.uid, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'archived_at', OLD.archived_at, 'deleted_at', OLD.deleted_at, 'custom', OLD.custom, 'title', OLD.title, 'notes', OLD.notes, 'due_on', OLD.due_on, 'due_time', OLD.due_time, 'priority', OLD.priority, 'recurrence', OLD.recurrence, 'series_on', OLD.series_on, 'done_at', OLD.done_at, 'owner', OLD.owner), NULL);
END;

CREATE TRIGGER contact_log_insert AFTER INSERT ON contact BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'contact', NEW.id, 'C' || NEW.id, 'insert', NULL, json_object('uid', NEW.uid, 'created_at', NEW.created_at, 'updated_at', NEW.updated_at, 'archived_at', NEW.archived_at, 'deleted_at', NEW.deleted_at, 'custom', NEW.custom, 'name', NEW.name, 'name_key', NEW.name_key, 'sort_key', NEW.sort_key, 'prefix', NEW.prefix, 'given_name', NEW.given_name, 'middle_name', NEW.middle_name, 'family_name', NEW.family_name, 'suffix', NEW.suffix, 'nickname', NEW.nickname, 'job_title', NEW.job_title, 'company_id', NEW.company_id, 'lifecycle', NEW.lifecycle, 'lead_status', NEW.lead_status, 'source', NEW.source, 'owner', NEW.owner, 'language', NEW.language, 'time_zone', NEW.time_zone, 'preferred_channel', NEW.preferred_channel, 'cadence_days', NEW.cadence_days, 'birthday', NEW.birthday, 'about', NEW.about, 'merged_into_id', NEW.merged_into_id));
END;

CREATE TRIGGER contact_log_update AFTER UPDATE OF uid, created_at, updated_at, archived_at, deleted_at, custom, name, name_key, sort_key, prefix, given_name, middle_name, family_name, suffix, nickname, job_title, company_id, lifecycle, lead_status, source, owner, language, time_zone, preferred_channel, cadence_days, birthday, about, merged_into_id ON contact BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'contact', NEW.id, 'C' || NEW.id, 'update', (WITH pair (k, v) AS (SELECT 'uid', OLD.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', OLD.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', OLD.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', OLD.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', OLD.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', OLD.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'name', OLD.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', OLD.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'sort_key', OLD.sort_key WHERE OLD.sort_key IS NOT NEW.sort_key UNION ALL SELECT 'prefix', OLD.prefix WHERE OLD.prefix IS NOT NEW.prefix UNION ALL SELECT 'given_name', OLD.given_name WHERE OLD.given_name IS NOT NEW.given_name UNION ALL SELECT 'middle_name', OLD.middle_name WHERE OLD.middle_name IS NOT NEW.middle_name UNION ALL SELECT 'family_name', OLD.family_name WHERE OLD.family_name IS NOT NEW.family_name UNION ALL SELECT 'suffix', OLD.suffix WHERE OLD.suffix IS NOT NEW.suffix UNION ALL SELECT 'nickname', OLD.nickname WHERE OLD.nickname IS NOT NEW.nickname UNION ALL SELECT 'job_title', OLD.job_title WHERE OLD.job_title IS NOT NEW.job_title UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'lifecycle', OLD.lifecycle WHERE OLD.lifecycle IS NOT NEW.lifecycle UNION ALL SELECT 'lead_status', OLD.lead_status WHERE OLD.lead_status IS NOT NEW.lead_status UNION ALL SELECT 'source', OLD.source WHERE OLD.source IS NOT NEW.source UNION ALL SELECT 'owner', OLD.owner WHERE OLD.owner IS NOT NEW.owner UNION ALL SELECT 'language', OLD.language WHERE OLD.language IS NOT NEW.language UNION ALL SELECT 'time_zone', OLD.time_zone WHERE OLD.time_zone IS NOT NEW.time_zone UNION ALL SELECT 'preferred_channel', OLD.preferred_channel WHERE OLD.preferred_channel IS NOT NEW.preferred_channel UNION ALL SELECT 'cadence_days', OLD.cadence_days WHERE OLD.cadence_days IS NOT NEW.cadence_days UNION ALL SELECT 'birthday', OLD.birthday WHERE OLD.birthday IS NOT NEW.birthday UNION ALL SELECT 'about', OLD.about WHERE OLD.about IS NOT NEW.about UNION ALL SELECT 'merged_into_id', OLD.merged_into_id WHERE OLD.merged_into_id IS NOT NEW.merged_into_id) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'uid', NEW.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', NEW.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', NEW.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', NEW.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', NEW.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', NEW.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'name', NEW.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', NEW.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'sort_key', NEW.sort_key WHERE OLD.sort_key IS NOT NEW.sort_key UNION ALL SELECT 'prefix', NEW.prefix WHERE OLD.prefix IS NOT NEW.prefix UNION ALL SELECT 'given_name', NEW.given_name WHERE OLD.given_name IS NOT NEW.given_name UNION ALL SELECT 'middle_name', NEW.middle_name WHERE OLD.middle_name IS NOT NEW.middle_name UNION ALL SELECT 'family_name', NEW.family_name WHERE OLD.family_name IS NOT NEW.family_name UNION ALL SELECT 'suffix', NEW.suffix WHERE OLD.suffix IS NOT NEW.suffix UNION ALL SELECT 'nickname', NEW.nickname WHERE OLD.nickname IS NOT NEW.nickname UNION ALL SELECT 'job_title', NEW.job_title WHERE OLD.job_title IS NOT NEW.job_title UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'lifecycle', NEW.lifecycle WHERE OLD.lifecycle IS NOT NEW.lifecycle UNION ALL SELECT 'lead_status', NEW.lead_status WHERE OLD.lead_status IS NOT NEW.lead_status UNION ALL SELECT 'source', NEW.source WHERE OLD.source IS NOT NEW.source UNION ALL SELECT 'owner', NEW.owner WHERE OLD.owner IS NOT NEW.owner UNION ALL SELECT 'language', NEW.language WHERE OLD.language IS NOT NEW.language UNION ALL SELECT 'time_zone', NEW.time_zone WHERE OLD.time_zone IS NOT NEW.time_zone UNION ALL SELECT 'preferred_channel', NEW.preferred_channel WHERE OLD.preferred_channel IS NOT NEW.preferred_channel UNION ALL SELECT 'cadence_days', NEW.cadence_days WHERE OLD.cadence_days IS NOT NEW.cadence_days UNION ALL SELECT 'birthday', NEW.birthday WHERE OLD.birthday IS NOT NEW.birthday UNION ALL SELECT 'about', NEW.about WHERE OLD.about IS NOT NEW.about UNION ALL SELECT 'merged_into_id', NEW.merged_into_id WHERE OLD.merged_into_id IS NOT NEW.merged_into_id) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER contact_log_delete AFTER DELETE ON contact BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'contact', OLD.id, 'C' || OLD.id, 'delete', json_object('uid', OLD.uid, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'archived_at', OLD.archived_at, 'deleted_at', OLD.deleted_at, 'custom', OLD.custom, 'name', OLD.name, 'name_key', OLD.name_key, 'sort_key', OLD.sort_key, 'prefix', OLD.prefix, 'given_name', OLD.given_name, 'middle_name', OLD.middle_name, 'family_name', OLD.family_name, 'suffix', OLD.suffix, 'nickname', OLD.nickname, 'job_title', OLD.job_title, 'company_id', OLD.company_id, 'lifecycle', OLD.lifecycle, 'lead_status', OLD.lead_status, 'source', OLD.source, 'owner', OLD.owner, 'language', OLD.language, 'time_zone', OLD.time_zone, 'preferred_channel', OLD.preferred_channel, 'cadence_days', OLD.cadence_days, 'birthday', OLD.birthday, 'about', OLD.about, 'merged_into_id', OLD.merged_into_id), NULL);
END;

CREATE TRIGGER stage_log_insert AFTER INSERT ON stage BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'stage', NEW.id, NULL, 'insert', NULL, json_object('pipeline_id', NEW.pipeline_id, 'name', NEW.name, 'name_key', NEW.name_key, 'position', NEW.position, 'probability', NEW.probability, 'stale_days', NEW.stale_days, 'exit_criteria', NEW.exit_criteria, 'retired_at', NEW.retired_at));
END;

CREATE TRIGGER stage_log_update AFTER UPDATE OF pipeline_id, name, name_key, position, probability, stale_days, exit_criteria, retired_at ON stage BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'stage', NEW.id, NULL, 'update', (WITH pair (k, v) AS (SELECT 'pipeline_id', OLD.pipeline_id WHERE OLD.pipeline_id IS NOT NEW.pipeline_id UNION ALL SELECT 'name', OLD.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', OLD.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'position', OLD.position WHERE OLD.position IS NOT NEW.position UNION ALL SELECT 'probability', OLD.probability WHERE OLD.probability IS NOT NEW.probability UNION ALL SELECT 'stale_days', OLD.stale_days WHERE OLD.stale_days IS NOT NEW.stale_days UNION ALL SELECT 'exit_criteria', OLD.exit_criteria WHERE OLD.exit_criteria IS NOT NEW.exit_criteria UNION ALL SELECT 'retired_at', OLD.retired_at WHERE OLD.retired_at IS NOT NEW.retired_at) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'pipeline_id', NEW.pipeline_id WHERE OLD.pipeline_id IS NOT NEW.pipeline_id UNION ALL SELECT 'name', NEW.name WHERE OLD.name IS NOT NEW.name UNION ALL SELECT 'name_key', NEW.name_key WHERE OLD.name_key IS NOT NEW.name_key UNION ALL SELECT 'position', NEW.position WHERE OLD.position IS NOT NEW.position UNION ALL SELECT 'probability', NEW.probability WHERE OLD.probability IS NOT NEW.probability UNION ALL SELECT 'stale_days', NEW.stale_days WHERE OLD.stale_days IS NOT NEW.stale_days UNION ALL SELECT 'exit_criteria', NEW.exit_criteria WHERE OLD.exit_criteria IS NOT NEW.exit_criteria UNION ALL SELECT 'retired_at', NEW.retired_at WHERE OLD.retired_at IS NOT NEW.retired_at) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER stage_log_delete AFTER DELETE ON stage BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'stage', OLD.id, NULL, 'delete', json_object('pipeline_id', OLD.pipeline_id, 'name', OLD.name, 'name_key', OLD.name_key, 'position', OLD.position, 'probability', OLD.probability, 'stale_days', OLD.stale_days, 'exit_criteria', OLD.exit_criteria, 'retired_at', OLD.retired_at), NULL);
END;

CREATE TRIGGER address_log_insert AFTER INSERT ON address BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'address', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, NULL), 'insert', NULL, json_object('contact_id', NEW.contact_id, 'company_id', NEW.company_id, 'label', NEW.label, 'street', NEW.street, 'city', NEW.city, 'region', NEW.region, 'postal_code', NEW.postal_code, 'country', NEW.country));
END;

CREATE TRIGGER address_log_update AFTER UPDATE OF contact_id, company_id, label, street, city, region, postal_code, country ON address BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'address', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'label', OLD.label WHERE OLD.label IS NOT NEW.label UNION ALL SELECT 'street', OLD.street WHERE OLD.street IS NOT NEW.street UNION ALL SELECT 'city', OLD.city WHERE OLD.city IS NOT NEW.city UNION ALL SELECT 'region', OLD.region WHERE OLD.region IS NOT NEW.region UNION ALL SELECT 'postal_code', OLD.postal_code WHERE OLD.postal_code IS NOT NEW.postal_code UNION ALL SELECT 'country', OLD.country WHERE OLD.country IS NOT NEW.country) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'label', NEW.label WHERE OLD.label IS NOT NEW.label UNION ALL SELECT 'street', NEW.street WHERE OLD.street IS NOT NEW.street UNION ALL SELECT 'city', NEW.city WHERE OLD.city IS NOT NEW.city UNION ALL SELECT 'region', NEW.region WHERE OLD.region IS NOT NEW.region UNION ALL SELECT 'postal_code', NEW.postal_code WHERE OLD.postal_code IS NOT NEW.postal_code UNION ALL SELECT 'country', NEW.country WHERE OLD.country IS NOT NEW.country) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER address_log_delete AFTER DELETE ON address BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'address', OLD.id, coalesce('C' || OLD.contact_id, 'O' || OLD.company_id, NULL), 'delete', json_object('contact_id', OLD.contact_id, 'company_id', OLD.company_id, 'label', OLD.label, 'street', OLD.street, 'city', OLD.city, 'region', OLD.region, 'postal_code', OLD.postal_code, 'country', OLD.country), NULL);
END;

CREATE TRIGGER consent_log_insert AFTER INSERT ON consent BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'consent', NEW.id, coalesce('C' || NEW.contact_id, NULL), 'insert', NULL, json_object('contact_id', NEW.contact_id, 'channel', NEW.channel, 'status', NEW.status, 'basis', NEW.basis, 'at', NEW.at));
END;

CREATE TRIGGER consent_log_update AFTER UPDATE OF contact_id, channel, status, basis, at ON consent BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'consent', NEW.id, coalesce('C' || NEW.contact_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'channel', OLD.channel WHERE OLD.channel IS NOT NEW.channel UNION ALL SELECT 'status', OLD.status WHERE OLD.status IS NOT NEW.status UNION ALL SELECT 'basis', OLD.basis WHERE OLD.basis IS NOT NEW.basis UNION ALL SELECT 'at', OLD.at WHERE OLD.at IS NOT NEW.at) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'channel', NEW.channel WHERE OLD.channel IS NOT NEW.channel UNION ALL SELECT 'status', NEW.status WHERE OLD.status IS NOT NEW.status UNION ALL SELECT 'basis', NEW.basis WHERE OLD.basis IS NOT NEW.basis UNION ALL SELECT 'at', NEW.at WHERE OLD.at IS NOT NEW.at) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER consent_log_delete AFTER DELETE ON consent BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'consent', OLD.id, coalesce('C' || OLD.contact_id, NULL), 'delete', json_object('contact_id', OLD.contact_id, 'channel', OLD.channel, 'status', OLD.status, 'basis', OLD.basis, 'at', OLD.at), NULL);
END;

CREATE TRIGGER contact_point_log_insert AFTER INSERT ON contact_point BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'contact_point', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, NULL), 'insert', NULL, json_object('contact_id', NEW.contact_id, 'company_id', NEW.company_id, 'kind', NEW.kind, 'label', NEW.label, 'value', NEW.value, 'value_key', NEW.value_key, 'is_primary', NEW.is_primary, 'invalid_since', NEW.invalid_since));
END;

CREATE TRIGGER contact_point_log_update AFTER UPDATE OF contact_id, company_id, kind, label, value, value_key, is_primary, invalid_since ON contact_point BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'contact_point', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'kind', OLD.kind WHERE OLD.kind IS NOT NEW.kind UNION ALL SELECT 'label', OLD.label WHERE OLD.label IS NOT NEW.label UNION ALL SELECT 'value', OLD.value WHERE OLD.value IS NOT NEW.value UNION ALL SELECT 'value_key', OLD.value_key WHERE OLD.value_key IS NOT NEW.value_key UNION ALL SELECT 'is_primary', OLD.is_primary WHERE OLD.is_primary IS NOT NEW.is_primary UNION ALL SELECT 'invalid_since', OLD.invalid_since WHERE OLD.invalid_since IS NOT NEW.invalid_since) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'kind', NEW.kind WHERE OLD.kind IS NOT NEW.kind UNION ALL SELECT 'label', NEW.label WHERE OLD.label IS NOT NEW.label UNION ALL SELECT 'value', NEW.value WHERE OLD.value IS NOT NEW.value UNION ALL SELECT 'value_key', NEW.value_key WHERE OLD.value_key IS NOT NEW.value_key UNION ALL SELECT 'is_primary', NEW.is_primary WHERE OLD.is_primary IS NOT NEW.is_primary UNION ALL SELECT 'invalid_since', NEW.invalid_since WHERE OLD.invalid_since IS NOT NEW.invalid_since) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER contact_point_log_delete AFTER DELETE ON contact_point BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'contact_point', OLD.id, coalesce('C' || OLD.contact_id, 'O' || OLD.company_id, NULL), 'delete', json_object('contact_id', OLD.contact_id, 'company_id', OLD.company_id, 'kind', OLD.kind, 'label', OLD.label, 'value', OLD.value, 'value_key', OLD.value_key, 'is_primary', OLD.is_primary, 'invalid_since', OLD.invalid_since), NULL);
END;

CREATE TRIGGER deal_log_insert AFTER INSERT ON deal BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal', NEW.id, 'D' || NEW.id, 'insert', NULL, json_object('uid', NEW.uid, 'created_at', NEW.created_at, 'updated_at', NEW.updated_at, 'archived_at', NEW.archived_at, 'deleted_at', NEW.deleted_at, 'custom', NEW.custom, 'title', NEW.title, 'sort_key', NEW.sort_key, 'company_id', NEW.company_id, 'stage_id', NEW.stage_id, 'status', NEW.status, 'amount', NEW.amount, 'currency', NEW.currency, 'probability', NEW.probability, 'expected_close_on', NEW.expected_close_on, 'opened_at', NEW.opened_at, 'closed_at', NEW.closed_at, 'stage_entered_at', NEW.stage_entered_at, 'lost_reason', NEW.lost_reason, 'competitor', NEW.competitor, 'next_step', NEW.next_step, 'source', NEW.source, 'type', NEW."type", 'owner', NEW.owner, 'about', NEW.about));
END;

CREATE TRIGGER deal_log_update AFTER UPDATE OF uid, created_at, updated_at, archived_at, deleted_at, custom, title, sort_key, company_id, stage_id, status, amount, currency, probability, expected_close_on, opened_at, closed_at, stage_entered_at, lost_reason, competitor, next_step, source, "type", owner, about ON deal BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal', NEW.id, 'D' || NEW.id, 'update', (WITH pair (k, v) AS (SELECT 'uid', OLD.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', OLD.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', OLD.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', OLD.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', OLD.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', OLD.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'title', OLD.title WHERE OLD.title IS NOT NEW.title UNION ALL SELECT 'sort_key', OLD.sort_key WHERE OLD.sort_key IS NOT NEW.sort_key UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'stage_id', OLD.stage_id WHERE OLD.stage_id IS NOT NEW.stage_id UNION ALL SELECT 'status', OLD.status WHERE OLD.status IS NOT NEW.status UNION ALL SELECT 'amount', OLD.amount WHERE OLD.amount IS NOT NEW.amount UNION ALL SELECT 'currency', OLD.currency WHERE OLD.currency IS NOT NEW.currency UNION ALL SELECT 'probability', OLD.probability WHERE OLD.probability IS NOT NEW.probability UNION ALL SELECT 'expected_close_on', OLD.expected_close_on WHERE OLD.expected_close_on IS NOT NEW.expected_close_on UNION ALL SELECT 'opened_at', OLD.opened_at WHERE OLD.opened_at IS NOT NEW.opened_at UNION ALL SELECT 'closed_at', OLD.closed_at WHERE OLD.closed_at IS NOT NEW.closed_at UNION ALL SELECT 'stage_entered_at', OLD.stage_entered_at WHERE OLD.stage_entered_at IS NOT NEW.stage_entered_at UNION ALL SELECT 'lost_reason', OLD.lost_reason WHERE OLD.lost_reason IS NOT NEW.lost_reason UNION ALL SELECT 'competitor', OLD.competitor WHERE OLD.competitor IS NOT NEW.competitor UNION ALL SELECT 'next_step', OLD.next_step WHERE OLD.next_step IS NOT NEW.next_step UNION ALL SELECT 'source', OLD.source WHERE OLD.source IS NOT NEW.source UNION ALL SELECT 'type', OLD."type" WHERE OLD."type" IS NOT NEW."type" UNION ALL SELECT 'owner', OLD.owner WHERE OLD.owner IS NOT NEW.owner UNION ALL SELECT 'about', OLD.about WHERE OLD.about IS NOT NEW.about) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'uid', NEW.uid WHERE OLD.uid IS NOT NEW.uid UNION ALL SELECT 'created_at', NEW.created_at WHERE OLD.created_at IS NOT NEW.created_at UNION ALL SELECT 'updated_at', NEW.updated_at WHERE OLD.updated_at IS NOT NEW.updated_at UNION ALL SELECT 'archived_at', NEW.archived_at WHERE OLD.archived_at IS NOT NEW.archived_at UNION ALL SELECT 'deleted_at', NEW.deleted_at WHERE OLD.deleted_at IS NOT NEW.deleted_at UNION ALL SELECT 'custom', NEW.custom WHERE OLD.custom IS NOT NEW.custom UNION ALL SELECT 'title', NEW.title WHERE OLD.title IS NOT NEW.title UNION ALL SELECT 'sort_key', NEW.sort_key WHERE OLD.sort_key IS NOT NEW.sort_key UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'stage_id', NEW.stage_id WHERE OLD.stage_id IS NOT NEW.stage_id UNION ALL SELECT 'status', NEW.status WHERE OLD.status IS NOT NEW.status UNION ALL SELECT 'amount', NEW.amount WHERE OLD.amount IS NOT NEW.amount UNION ALL SELECT 'currency', NEW.currency WHERE OLD.currency IS NOT NEW.currency UNION ALL SELECT 'probability', NEW.probability WHERE OLD.probability IS NOT NEW.probability UNION ALL SELECT 'expected_close_on', NEW.expected_close_on WHERE OLD.expected_close_on IS NOT NEW.expected_close_on UNION ALL SELECT 'opened_at', NEW.opened_at WHERE OLD.opened_at IS NOT NEW.opened_at UNION ALL SELECT 'closed_at', NEW.closed_at WHERE OLD.closed_at IS NOT NEW.closed_at UNION ALL SELECT 'stage_entered_at', NEW.stage_entered_at WHERE OLD.stage_entered_at IS NOT NEW.stage_entered_at UNION ALL SELECT 'lost_reason', NEW.lost_reason WHERE OLD.lost_reason IS NOT NEW.lost_reason UNION ALL SELECT 'competitor', NEW.competitor WHERE OLD.competitor IS NOT NEW.competitor UNION ALL SELECT 'next_step', NEW.next_step WHERE OLD.next_step IS NOT NEW.next_step UNION ALL SELECT 'source', NEW.source WHERE OLD.source IS NOT NEW.source UNION ALL SELECT 'type', NEW."type" WHERE OLD."type" IS NOT NEW."type" UNION ALL SELECT 'owner', NEW.owner WHERE OLD.owner IS NOT NEW.owner UNION ALL SELECT 'about', NEW.about WHERE OLD.about IS NOT NEW.about) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER deal_log_delete AFTER DELETE ON deal BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal', OLD.id, 'D' || OLD.id, 'delete', json_object('uid', OLD.uid, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'archived_at', OLD.archived_at, 'deleted_at', OLD.deleted_at, 'custom', OLD.custom, 'title', OLD.title, 'sort_key', OLD.sort_key, 'company_id', OLD.company_id, 'stage_id', OLD.stage_id, 'status', OLD.status, 'amount', OLD.amount, 'currency', OLD.currency, 'probability', OLD.probability, 'expected_close_on', OLD.expected_close_on, 'opened_at', OLD.opened_at, 'closed_at', OLD.closed_at, 'stage_entered_at', OLD.stage_entered_at, 'lost_reason', OLD.lost_reason, 'competitor', OLD.competitor, 'next_step', OLD.next_step, 'source', OLD.source, 'type', OLD."type", 'owner', OLD.owner, 'about', OLD.about), NULL);
END;

CREATE TRIGGER not_duplicate_log_insert AFTER INSERT ON not_duplicate BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'not_duplicate', NEW.id, coalesce('C' || NEW.contact_a_id, 'O' || NEW.company_a_id, NULL), 'insert', NULL, json_object('contact_a_id', NEW.contact_a_id, 'contact_b_id', NEW.contact_b_id, 'company_a_id', NEW.company_a_id, 'company_b_id', NEW.company_b_id));
END;

CREATE TRIGGER not_duplicate_log_update AFTER UPDATE OF contact_a_id, contact_b_id, company_a_id, company_b_id ON not_duplicate BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'not_duplicate', NEW.id, coalesce('C' || NEW.contact_a_id, 'O' || NEW.company_a_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'contact_a_id', OLD.contact_a_id WHERE OLD.contact_a_id IS NOT NEW.contact_a_id UNION ALL SELECT 'contact_b_id', OLD.contact_b_id WHERE OLD.contact_b_id IS NOT NEW.contact_b_id UNION ALL SELECT 'company_a_id', OLD.company_a_id WHERE OLD.company_a_id IS NOT NEW.company_a_id UNION ALL SELECT 'company_b_id', OLD.company_b_id WHERE OLD.company_b_id IS NOT NEW.company_b_id) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'contact_a_id', NEW.contact_a_id WHERE OLD.contact_a_id IS NOT NEW.contact_a_id UNION ALL SELECT 'contact_b_id', NEW.contact_b_id WHERE OLD.contact_b_id IS NOT NEW.contact_b_id UNION ALL SELECT 'company_a_id', NEW.company_a_id WHERE OLD.company_a_id IS NOT NEW.company_a_id UNION ALL SELECT 'company_b_id', NEW.company_b_id WHERE OLD.company_b_id IS NOT NEW.company_b_id) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER not_duplicate_log_delete AFTER DELETE ON not_duplicate BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'not_duplicate', OLD.id, coalesce('C' || OLD.contact_a_id, 'O' || OLD.company_a_id, NULL), 'delete', json_object('contact_a_id', OLD.contact_a_id, 'contact_b_id', OLD.contact_b_id, 'company_a_id', OLD.company_a_id, 'company_b_id', OLD.company_b_id), NULL);
END;

CREATE TRIGGER activity_link_log_insert AFTER INSERT ON activity_link BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'activity_link', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'A' || NEW.activity_id, NULL), 'insert', NULL, json_object('activity_id', NEW.activity_id, 'contact_id', NEW.contact_id, 'company_id', NEW.company_id, 'deal_id', NEW.deal_id));
END;

CREATE TRIGGER activity_link_log_update AFTER UPDATE OF activity_id, contact_id, company_id, deal_id ON activity_link BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'activity_link', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'A' || NEW.activity_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'activity_id', OLD.activity_id WHERE OLD.activity_id IS NOT NEW.activity_id UNION ALL SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', OLD.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'activity_id', NEW.activity_id WHERE OLD.activity_id IS NOT NEW.activity_id UNION ALL SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', NEW.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER activity_link_log_delete AFTER DELETE ON activity_link BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'activity_link', OLD.id, coalesce('C' || OLD.contact_id, 'O' || OLD.company_id, 'D' || OLD.deal_id, 'A' || OLD.activity_id, NULL), 'delete', json_object('activity_id', OLD.activity_id, 'contact_id', OLD.contact_id, 'company_id', OLD.company_id, 'deal_id', OLD.deal_id), NULL);
END;

CREATE TRIGGER deal_contact_log_insert AFTER INSERT ON deal_contact BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal_contact', NEW.id, coalesce('C' || NEW.contact_id, 'D' || NEW.deal_id, NULL), 'insert', NULL, json_object('deal_id', NEW.deal_id, 'contact_id', NEW.contact_id, 'role', NEW.role, 'position', NEW.position));
END;

CREATE TRIGGER deal_contact_log_update AFTER UPDATE OF deal_id, contact_id, role, position ON deal_contact BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal_contact', NEW.id, coalesce('C' || NEW.contact_id, 'D' || NEW.deal_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'deal_id', OLD.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'role', OLD.role WHERE OLD.role IS NOT NEW.role UNION ALL SELECT 'position', OLD.position WHERE OLD.position IS NOT NEW.position) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'deal_id', NEW.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'role', NEW.role WHERE OLD.role IS NOT NEW.role UNION ALL SELECT 'position', NEW.position WHERE OLD.position IS NOT NEW.position) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER deal_contact_log_delete AFTER DELETE ON deal_contact BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal_contact', OLD.id, coalesce('C' || OLD.contact_id, 'D' || OLD.deal_id, NULL), 'delete', json_object('deal_id', OLD.deal_id, 'contact_id', OLD.contact_id, 'role', OLD.role, 'position', OLD.position), NULL);
END;

CREATE TRIGGER deal_event_log_insert AFTER INSERT ON deal_event BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal_event', NEW.id, coalesce('D' || NEW.deal_id, NULL), 'insert', NULL, json_object('deal_id', NEW.deal_id, 'at', NEW.at, 'kind', NEW.kind, 'from_stage_id', NEW.from_stage_id, 'stage_id', NEW.stage_id, 'amount', NEW.amount, 'currency', NEW.currency, 'probability', NEW.probability, 'expected_close_on', NEW.expected_close_on));
END;

CREATE TRIGGER deal_event_log_update AFTER UPDATE OF deal_id, at, kind, from_stage_id, stage_id, amount, currency, probability, expected_close_on ON deal_event BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal_event', NEW.id, coalesce('D' || NEW.deal_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'deal_id', OLD.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'at', OLD.at WHERE OLD.at IS NOT NEW.at UNION ALL SELECT 'kind', OLD.kind WHERE OLD.kind IS NOT NEW.kind UNION ALL SELECT 'from_stage_id', OLD.from_stage_id WHERE OLD.from_stage_id IS NOT NEW.from_stage_id UNION ALL SELECT 'stage_id', OLD.stage_id WHERE OLD.stage_id IS NOT NEW.stage_id UNION ALL SELECT 'amount', OLD.amount WHERE OLD.amount IS NOT NEW.amount UNION ALL SELECT 'currency', OLD.currency WHERE OLD.currency IS NOT NEW.currency UNION ALL SELECT 'probability', OLD.probability WHERE OLD.probability IS NOT NEW.probability UNION ALL SELECT 'expected_close_on', OLD.expected_close_on WHERE OLD.expected_close_on IS NOT NEW.expected_close_on) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'deal_id', NEW.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'at', NEW.at WHERE OLD.at IS NOT NEW.at UNION ALL SELECT 'kind', NEW.kind WHERE OLD.kind IS NOT NEW.kind UNION ALL SELECT 'from_stage_id', NEW.from_stage_id WHERE OLD.from_stage_id IS NOT NEW.from_stage_id UNION ALL SELECT 'stage_id', NEW.stage_id WHERE OLD.stage_id IS NOT NEW.stage_id UNION ALL SELECT 'amount', NEW.amount WHERE OLD.amount IS NOT NEW.amount UNION ALL SELECT 'currency', NEW.currency WHERE OLD.currency IS NOT NEW.currency UNION ALL SELECT 'probability', NEW.probability WHERE OLD.probability IS NOT NEW.probability UNION ALL SELECT 'expected_close_on', NEW.expected_close_on WHERE OLD.expected_close_on IS NOT NEW.expected_close_on) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER deal_event_log_delete AFTER DELETE ON deal_event BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'deal_event', OLD.id, coalesce('D' || OLD.deal_id, NULL), 'delete', json_object('deal_id', OLD.deal_id, 'at', OLD.at, 'kind', OLD.kind, 'from_stage_id', OLD.from_stage_id, 'stage_id', OLD.stage_id, 'amount', OLD.amount, 'currency', OLD.currency, 'probability', OLD.probability, 'expected_close_on', OLD.expected_close_on), NULL);
END;

CREATE TRIGGER external_ref_log_insert AFTER INSERT ON external_ref BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'external_ref', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'A' || NEW.activity_id, 'T' || NEW.task_id, NULL), 'insert', NULL, json_object('source', NEW.source, 'external_id', NEW.external_id, 'contact_id', NEW.contact_id, 'company_id', NEW.company_id, 'deal_id', NEW.deal_id, 'activity_id', NEW.activity_id, 'task_id', NEW.task_id));
END;

CREATE TRIGGER external_ref_log_update AFTER UPDATE OF source, external_id, contact_id, company_id, deal_id, activity_id, task_id ON external_ref BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'external_ref', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'A' || NEW.activity_id, 'T' || NEW.task_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'source', OLD.source WHERE OLD.source IS NOT NEW.source UNION ALL SELECT 'external_id', OLD.external_id WHERE OLD.external_id IS NOT NEW.external_id UNION ALL SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', OLD.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'activity_id', OLD.activity_id WHERE OLD.activity_id IS NOT NEW.activity_id UNION ALL SELECT 'task_id', OLD.task_id WHERE OLD.task_id IS NOT NEW.task_id) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'source', NEW.source WHERE OLD.source IS NOT NEW.source UNION ALL SELECT 'external_id', NEW.external_id WHERE OLD.external_id IS NOT NEW.external_id UNION ALL SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', NEW.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'activity_id', NEW.activity_id WHERE OLD.activity_id IS NOT NEW.activity_id UNION ALL SELECT 'task_id', NEW.task_id WHERE OLD.task_id IS NOT NEW.task_id) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER external_ref_log_delete AFTER DELETE ON external_ref BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'external_ref', OLD.id, coalesce('C' || OLD.contact_id, 'O' || OLD.company_id, 'D' || OLD.deal_id, 'A' || OLD.activity_id, 'T' || OLD.task_id, NULL), 'delete', json_object('source', OLD.source, 'external_id', OLD.external_id, 'contact_id', OLD.contact_id, 'company_id', OLD.company_id, 'deal_id', OLD.deal_id, 'activity_id', OLD.activity_id, 'task_id', OLD.task_id), NULL);
END;

CREATE TRIGGER record_tag_log_insert AFTER INSERT ON record_tag BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'record_tag', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'A' || NEW.activity_id, 'T' || NEW.task_id, NULL), 'insert', NULL, json_object('tag_id', NEW.tag_id, 'contact_id', NEW.contact_id, 'company_id', NEW.company_id, 'deal_id', NEW.deal_id, 'activity_id', NEW.activity_id, 'task_id', NEW.task_id));
END;

CREATE TRIGGER record_tag_log_update AFTER UPDATE OF tag_id, contact_id, company_id, deal_id, activity_id, task_id ON record_tag BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'record_tag', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'A' || NEW.activity_id, 'T' || NEW.task_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'tag_id', OLD.tag_id WHERE OLD.tag_id IS NOT NEW.tag_id UNION ALL SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', OLD.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'activity_id', OLD.activity_id WHERE OLD.activity_id IS NOT NEW.activity_id UNION ALL SELECT 'task_id', OLD.task_id WHERE OLD.task_id IS NOT NEW.task_id) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'tag_id', NEW.tag_id WHERE OLD.tag_id IS NOT NEW.tag_id UNION ALL SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', NEW.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id UNION ALL SELECT 'activity_id', NEW.activity_id WHERE OLD.activity_id IS NOT NEW.activity_id UNION ALL SELECT 'task_id', NEW.task_id WHERE OLD.task_id IS NOT NEW.task_id) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER record_tag_log_delete AFTER DELETE ON record_tag BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'record_tag', OLD.id, coalesce('C' || OLD.contact_id, 'O' || OLD.company_id, 'D' || OLD.deal_id, 'A' || OLD.activity_id, 'T' || OLD.task_id, NULL), 'delete', json_object('tag_id', OLD.tag_id, 'contact_id', OLD.contact_id, 'company_id', OLD.company_id, 'deal_id', OLD.deal_id, 'activity_id', OLD.activity_id, 'task_id', OLD.task_id), NULL);
END;

CREATE TRIGGER task_link_log_insert AFTER INSERT ON task_link BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'task_link', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'T' || NEW.task_id, NULL), 'insert', NULL, json_object('task_id', NEW.task_id, 'contact_id', NEW.contact_id, 'company_id', NEW.company_id, 'deal_id', NEW.deal_id));
END;

CREATE TRIGGER task_link_log_update AFTER UPDATE OF task_id, contact_id, company_id, deal_id ON task_link BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'task_link', NEW.id, coalesce('C' || NEW.contact_id, 'O' || NEW.company_id, 'D' || NEW.deal_id, 'T' || NEW.task_id, NULL), 'update', (WITH pair (k, v) AS (SELECT 'task_id', OLD.task_id WHERE OLD.task_id IS NOT NEW.task_id UNION ALL SELECT 'contact_id', OLD.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', OLD.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', OLD.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id) SELECT json_group_object(k, v) FROM pair), (WITH pair (k, v) AS (SELECT 'task_id', NEW.task_id WHERE OLD.task_id IS NOT NEW.task_id UNION ALL SELECT 'contact_id', NEW.contact_id WHERE OLD.contact_id IS NOT NEW.contact_id UNION ALL SELECT 'company_id', NEW.company_id WHERE OLD.company_id IS NOT NEW.company_id UNION ALL SELECT 'deal_id', NEW.deal_id WHERE OLD.deal_id IS NOT NEW.deal_id) SELECT json_group_object(k, v) FROM pair));
END;

CREATE TRIGGER task_link_log_delete AFTER DELETE ON task_link BEGIN
    INSERT INTO operation (at, program, kind, summary)
        SELECT strftime('%Y-%m-%dT%H:%M:%fZ'), 'sql', 'external', 'changed in a database shell'
        WHERE (SELECT operation_id FROM current_operation) IS NULL;
    INSERT INTO change (operation_id, table_name, row_id, record, kind, before, after) VALUES (
        coalesce((SELECT operation_id FROM current_operation), last_insert_rowid()),
        'task_link', OLD.id, coalesce('C' || OLD.contact_id, 'O' || OLD.company_id, 'D' || OLD.deal_id, 'T' || OLD.task_id, NULL), 'delete', json_object('task_id', OLD.task_id, 'contact_id', OLD.contact_id, 'company_id', OLD.company_id, 'deal_id', OLD.deal_id), NULL);
END;

CREATE VIEW contact_document AS SELECT
    contact.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(contact.name, ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS title,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(nickname, '') || ' ' || coalesce(job_title, '') || ' ' || coalesce((SELECT company.name FROM company WHERE company.id = contact.company_id), '') || ' ' || coalesce((SELECT group_concat(value || ' ' || coalesce(value_key, ''), ' ') FROM contact_point WHERE contact_point.contact_id = contact.id), ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS body
FROM contact;
CREATE VIRTUAL TABLE contact_fts USING fts5 (
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER contact_fts_insert AFTER INSERT ON contact WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    INSERT INTO contact_fts (rowid, title, body)
        SELECT id, title, body FROM contact_document WHERE id = NEW.id;
END;
CREATE TRIGGER contact_fts_update AFTER UPDATE OF name, nickname, job_title, company_id ON contact WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM contact_fts WHERE rowid = NEW.id;
    INSERT INTO contact_fts (rowid, title, body)
        SELECT id, title, body FROM contact_document WHERE id = NEW.id;
END;
CREATE TRIGGER contact_fts_delete AFTER DELETE ON contact WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM contact_fts WHERE rowid = OLD.id;
END;

CREATE VIEW company_document AS SELECT
    company.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(company.name, ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS title,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(domain, '') || ' ' || coalesce(industry, '') || ' ' || coalesce((SELECT group_concat(value || ' ' || coalesce(value_key, ''), ' ') FROM contact_point WHERE contact_point.company_id = company.id), ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS body
FROM company;
CREATE VIRTUAL TABLE company_fts USING fts5 (
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER company_fts_insert AFTER INSERT ON company WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    INSERT INTO company_fts (rowid, title, body)
        SELECT id, title, body FROM company_document WHERE id = NEW.id;
END;
CREATE TRIGGER company_fts_update AFTER UPDATE OF name, domain, industry ON company WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM company_fts WHERE rowid = NEW.id;
    INSERT INTO company_fts (rowid, title, body)
        SELECT id, title, body FROM company_document WHERE id = NEW.id;
END;
CREATE TRIGGER company_fts_delete AFTER DELETE ON company WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM company_fts WHERE rowid = OLD.id;
END;

CREATE VIEW deal_document AS SELECT
    deal.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(deal.title, ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS title,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(next_step, '') || ' ' || coalesce(about, '') || ' ' || coalesce((SELECT company.name FROM company WHERE company.id = deal.company_id), ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS body
FROM deal;
CREATE VIRTUAL TABLE deal_fts USING fts5 (
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER deal_fts_insert AFTER INSERT ON deal WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    INSERT INTO deal_fts (rowid, title, body)
        SELECT id, title, body FROM deal_document WHERE id = NEW.id;
END;
CREATE TRIGGER deal_fts_update AFTER UPDATE OF title, next_step, about, company_id ON deal WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM deal_fts WHERE rowid = NEW.id;
    INSERT INTO deal_fts (rowid, title, body)
        SELECT id, title, body FROM deal_document WHERE id = NEW.id;
END;
CREATE TRIGGER deal_fts_delete AFTER DELETE ON deal WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM deal_fts WHERE rowid = OLD.id;
END;

CREATE VIEW activity_document AS SELECT
    activity.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(activity.subject, ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS title,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(body, '') || ' ' || coalesce(outcome, ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS body
FROM activity;
CREATE VIRTUAL TABLE activity_fts USING fts5 (
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER activity_fts_insert AFTER INSERT ON activity WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    INSERT INTO activity_fts (rowid, title, body)
        SELECT id, title, body FROM activity_document WHERE id = NEW.id;
END;
CREATE TRIGGER activity_fts_update AFTER UPDATE OF subject, body, outcome ON activity WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM activity_fts WHERE rowid = NEW.id;
    INSERT INTO activity_fts (rowid, title, body)
        SELECT id, title, body FROM activity_document WHERE id = NEW.id;
END;
CREATE TRIGGER activity_fts_delete AFTER DELETE ON activity WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM activity_fts WHERE rowid = OLD.id;
END;

CREATE VIEW task_document AS SELECT
    task.id,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(task.title, ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS title,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(notes, ''), 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd'), 'ð', 'd'), 'Ð', 'd'), 'þ', 'th'), 'Þ', 'th'), 'ı', 'i') AS body
FROM task;
CREATE VIRTUAL TABLE task_fts USING fts5 (
    title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TRIGGER task_fts_insert AFTER INSERT ON task WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    INSERT INTO task_fts (rowid, title, body)
        SELECT id, title, body FROM task_document WHERE id = NEW.id;
END;
CREATE TRIGGER task_fts_update AFTER UPDATE OF title, notes ON task WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM task_fts WHERE rowid = NEW.id;
    INSERT INTO task_fts (rowid, title, body)
        SELECT id, title, body FROM task_document WHERE id = NEW.id;
END;
CREATE TRIGGER task_fts_delete AFTER DELETE ON task WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM task_fts WHERE rowid = OLD.id;
END;

CREATE TRIGGER contact_point_fts_contact_insert AFTER INSERT ON contact_point WHEN (SELECT index_later FROM current_operation) IS NOT 1
AND EXISTS (SELECT 1 FROM contact WHERE id = NEW.contact_id) BEGIN
    DELETE FROM contact_fts WHERE rowid IN (SELECT NEW.contact_id);
    INSERT INTO contact_fts (rowid, title, body)
        SELECT id, title, body FROM contact_document WHERE id IN (SELECT NEW.contact_id);
END;

CREATE TRIGGER contact_point_fts_contact_update AFTER UPDATE OF value, value_key ON contact_point WHEN (SELECT index_later FROM current_operation) IS NOT 1
AND EXISTS (SELECT 1 FROM contact WHERE id = NEW.contact_id) BEGIN
    DELETE FROM contact_fts WHERE rowid IN (SELECT NEW.contact_id);
    INSERT INTO contact_fts (rowid, title, body)
        SELECT id, title, body FROM contact_document WHERE id IN (SELECT NEW.contact_id);
END;

CREATE TRIGGER contact_point_fts_contact_delete AFTER DELETE ON contact_point WHEN (SELECT index_later FROM current_operation) IS NOT 1
AND EXISTS (SELECT 1 FROM contact WHERE id = OLD.contact_id) BEGIN
    DELETE FROM contact_fts WHERE rowid IN (SELECT OLD.contact_id);
    INSERT INTO contact_fts (rowid, title, body)
        SELECT id, title, body FROM contact_document WHERE id IN (SELECT OLD.contact_id);
END;

CREATE TRIGGER contact_point_fts_company_insert AFTER INSERT ON contact_point WHEN (SELECT index_later FROM current_operation) IS NOT 1
AND EXISTS (SELECT 1 FROM company WHERE id = NEW.company_id) BEGIN
    DELETE FROM company_fts WHERE rowid IN (SELECT NEW.company_id);
    INSERT INTO company_fts (rowid, title, body)
        SELECT id, title, body FROM company_document WHERE id IN (SELECT NEW.company_id);
END;

CREATE TRIGGER contact_point_fts_company_update AFTER UPDATE OF value, value_key ON contact_point WHEN (SELECT index_later FROM current_operation) IS NOT 1
AND EXISTS (SELECT 1 FROM company WHERE id = NEW.company_id) BEGIN
    DELETE FROM company_fts WHERE rowid IN (SELECT NEW.company_id);
    INSERT INTO company_fts (rowid, title, body)
        SELECT id, title, body FROM company_document WHERE id IN (SELECT NEW.company_id);
END;

CREATE TRIGGER contact_point_fts_company_delete AFTER DELETE ON contact_point WHEN (SELECT index_later FROM current_operation) IS NOT 1
AND EXISTS (SELECT 1 FROM company WHERE id = OLD.company_id) BEGIN
    DELETE FROM company_fts WHERE rowid IN (SELECT OLD.company_id);
    INSERT INTO company_fts (rowid, title, body)
        SELECT id, title, body FROM company_document WHERE id IN (SELECT OLD.company_id);
END;

CREATE TRIGGER company_fts_contact_name AFTER UPDATE OF name ON company WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM contact_fts WHERE rowid IN (SELECT contact.id FROM contact WHERE contact.company_id = NEW.id);
    INSERT INTO contact_fts (rowid, title, body)
        SELECT id, title, body FROM contact_document WHERE id IN (SELECT contact.id FROM contact WHERE contact.company_id = NEW.id);
END;

CREATE TRIGGER company_fts_deal_name AFTER UPDATE OF name ON company WHEN (SELECT index_later FROM current_operation) IS NOT 1 BEGIN
    DELETE FROM deal_fts WHERE rowid IN (SELECT deal.id FROM deal WHERE deal.company_id = NEW.id);
    INSERT INTO deal_fts (rowid, title, body)
        SELECT id, title, body FROM deal_document WHERE id IN (SELECT deal.id FROM deal WHERE deal.company_id = NEW.id);
END;

-- Columns that sum up other rows, kept at once so that lists can sort and filter by them.

CREATE TRIGGER activity_link_derives_insert AFTER INSERT ON activity_link BEGIN
    UPDATE contact SET
        last_activity_at = nullif(max(coalesce(last_activity_at, ''), activity.happened_at), ''),
        last_contact_at = CASE WHEN activity.kind = 'note' THEN last_contact_at
            ELSE max(coalesce(last_contact_at, ''), activity.happened_at) END
    FROM activity
    WHERE contact.id = NEW.contact_id AND activity.id = NEW.activity_id
        AND activity.deleted_at IS NULL;
    UPDATE company SET last_activity_at = max(coalesce(last_activity_at, ''), activity.happened_at)
    FROM activity
    WHERE company.id = NEW.company_id AND activity.id = NEW.activity_id
        AND activity.deleted_at IS NULL;
    UPDATE deal SET last_activity_at = max(coalesce(last_activity_at, ''), activity.happened_at)
    FROM activity
    WHERE deal.id = NEW.deal_id AND activity.id = NEW.activity_id
        AND activity.deleted_at IS NULL;
END;

-- Only when what goes was the newest: taking thousands of links away one by one stays quick.
CREATE TRIGGER activity_link_derives_delete AFTER DELETE ON activity_link BEGIN
    UPDATE contact SET
        last_activity_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.contact_id = contact.id AND activity.deleted_at IS NULL),
        last_contact_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.contact_id = contact.id AND activity.deleted_at IS NULL
                AND activity.kind <> 'note')
    WHERE contact.id = OLD.contact_id AND coalesce(last_contact_at, last_activity_at) <=
        coalesce((SELECT happened_at FROM activity WHERE id = OLD.activity_id), 'later');
    UPDATE company SET
        last_activity_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.company_id = company.id AND activity.deleted_at IS NULL)
    WHERE company.id = OLD.company_id AND last_activity_at <=
        coalesce((SELECT happened_at FROM activity WHERE id = OLD.activity_id), 'later');
    UPDATE deal SET
        last_activity_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.deal_id = deal.id AND activity.deleted_at IS NULL)
    WHERE deal.id = OLD.deal_id AND last_activity_at <=
        coalesce((SELECT happened_at FROM activity WHERE id = OLD.activity_id), 'later');
END;

CREATE TRIGGER activity_derives_update
AFTER UPDATE OF happened_at, kind, deleted_at ON activity BEGIN
    UPDATE contact SET
        last_activity_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.contact_id = contact.id AND activity.deleted_at IS NULL),
        last_contact_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.contact_id = contact.id AND activity.deleted_at IS NULL
                AND activity.kind <> 'note')
    WHERE contact.id IN (SELECT contact_id FROM activity_link WHERE activity_id = NEW.id);
    UPDATE company SET
        last_activity_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.company_id = company.id AND activity.deleted_at IS NULL)
    WHERE company.id IN (SELECT company_id FROM activity_link WHERE activity_id = NEW.id);
    UPDATE deal SET
        last_activity_at = (SELECT max(activity.happened_at) FROM activity_link
            JOIN activity ON activity.id = activity_link.activity_id
            WHERE activity_link.deal_id = deal.id AND activity.deleted_at IS NULL)
    WHERE deal.id IN (SELECT deal_id FROM activity_link WHERE activity_id = NEW.id);
END;

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
