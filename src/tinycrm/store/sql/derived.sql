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
