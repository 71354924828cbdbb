"""The columns of Salesforce's objects, by what they mean.

Titles are API names in any case (`LastName`, `LASTNAME`) or the labels of reports (`Last Name`),
which are the same when only letters count; what differs is listed with both.
"""

SHARED = {
    "created_at": "CreatedDate, Create Date",
    "updated_at": "LastModifiedDate, Last Modified",
    "currency": "CurrencyIsoCode",
    "_deleted": "IsDeleted",
    "ignore": "MasterRecordId, PhotoUrl, SystemModstamp, LastActivityDate, Last Activity,"
    " LastViewedDate, LastReferencedDate, CreatedById, Created By, LastModifiedById,"
    " Last Modified By, Jigsaw, JigsawCompanyId, JigsawContactId, DandbCompanyId, IndividualId,"
    " IsUnreadByOwner, Unread By Owner, LastCURequestDate, LastCUUpdateDate, UserRecordAccessId,"
    " RecordVisibilityId, CleanStatus, IsPriorityRecord, ActivityMetricId",
}
PEOPLE = {
    "prefix": "Salutation",
    "given_name": "First Name",
    "middle_name": "Middle Name",
    "family_name": "Last Name",
    "suffix": "Suffix",
    "name": "Name, Full Name",
    "job_title": "Title",
    "email": "Email",
    "phone:work": "Phone, Business Phone",
    "phone:mobile": "MobilePhone, Mobile",
    "phone:fax": "Fax, Business Fax",
    "source": "LeadSource, Lead Source",
    "about": "Description",
    "_bounced_at": "EmailBouncedDate",
}
LEADS = {
    "id": "Id, Lead ID",
    "owner": "Lead Owner",
    "company": "Company, Company / Account",
    "company.id": "ConvertedAccountId",
    "lead_status": "Status, Lead Status",
    "url": "Website",
    "address.street": "Street",
    "address.city": "City",
    "address.region": "State, State/Province",
    "address.postal_code": "PostalCode, Zip/Postal Code",
    "address.country": "Country",
    "_converted": "IsConverted, Converted",
    "_contact_id": "ConvertedContactId",
    "ignore": "Latitude, Longitude, GeocodeAccuracy, Address, Lead Owner Alias",
    "": "OwnerId, Industry, Rating, AnnualRevenue, NumberOfEmployees, ConvertedDate,"
    " ConvertedOpportunityId, CompanyDunsNumber, EmailBouncedReason, HasOptedOutOfEmail, DoNotCall,"
    " HasOptedOutOfFax",
}
CONTACTS = {
    "id": "Id, Contact ID",
    "owner": "Contact Owner",
    "company": "Account Name",
    "company.id": "AccountId",
    "birthday": "Birthdate",
    "phone:home": "HomePhone",
    "phone:other": "OtherPhone",
    "ignore": "MailingLatitude, MailingLongitude, MailingGeocodeAccuracy, MailingAddress,"
    " OtherLatitude, OtherLongitude, OtherGeocodeAccuracy, OtherAddress, IsEmailBounced,"
    " Contact Owner Alias",
    "": "OwnerId, Department, AssistantName, AssistantPhone, Asst. Phone, ReportsToId, Reports To,"
    " HasOptedOutOfEmail, Email Opt Out, HasOptedOutOfFax, Fax Opt Out, DoNotCall,"
    " EmailBouncedReason",
}
ACCOUNTS = {
    "id": "Id, Account ID",
    "owner": "Account Owner",
    "name": "Name, Account Name",
    "parent": "Parent Account",
    "parent.id": "ParentId, Parent Account ID",
    "phone": "Phone",
    "phone:fax": "Fax",
    "website": "Website",
    "industry": "Industry",
    "type": "Type",
    "size": "NumberOfEmployees, Employees",
    "about": "Description, Account Description",
    "ignore": "BillingLatitude, BillingLongitude, BillingGeocodeAccuracy, BillingAddress,"
    " ShippingLatitude, ShippingLongitude, ShippingGeocodeAccuracy, ShippingAddress,"
    " Account Owner Alias",
    "": "OwnerId, AccountNumber, Sic, SicDesc, AnnualRevenue, Ownership, TickerSymbol, Rating,"
    " Site, Account Site, AccountSource, DunsNumber, Tradestyle, NaicsCode, NaicsDesc, YearStarted",
}
OPPORTUNITIES = {
    "id": "Id, Opportunity ID",
    "owner": "Opportunity Owner",
    "title": "Name, Opportunity Name",
    "company": "Account Name",
    "company.id": "AccountId, Account ID",
    "contact": "Primary Contact, Contact Name",
    "contact.id": "ContactId, Contact ID",
    "stage_name": "StageName, Stage",
    "amount": "Amount",
    "probability": "Probability, Probability (%)",
    "expected_close_on": "CloseDate, Close Date",
    "type": "Type",
    "next_step": "NextStep, Next Step",
    "source": "LeadSource, Lead Source",
    "about": "Description",
    "lost_reason": "Loss Reason, LossReason__c, Closed Lost Reason",
    "_closed": "IsClosed, Closed",
    "_won": "IsWon, Won",
    "ignore": "ExpectedRevenue, Expected Revenue, ForecastCategory, ForecastCategoryName,"
    " Forecast Category, HasOpportunityLineItem, Pricebook2Id, FiscalQuarter, FiscalYear, Fiscal,"
    " Fiscal Period, HasOpenActivity, HasOverdueTask, Age, LastStageChangeDate, PushCount,"
    " LastAmountChangedHistoryId, LastCloseDateChangedHistoryId, Owner Role",
    "": "OwnerId, IsPrivate, Private, TotalOpportunityQuantity, CampaignId",
}
CASES = {
    "id": "Id, Case ID",
    "owner": "Case Owner",
    "contact": "Contact Name",
    "contact.id": "ContactId",
    "company": "Account Name",
    "company.id": "AccountId",
    "title": "Subject",
    "notes": "Description",
    "created_at": "CreatedDate, Date/Time Opened, Opened Date",
    "done_at": "ClosedDate, Date/Time Closed",
    "_priority": "Priority",
    "_done": "IsClosed, Closed",
    "_number": "CaseNumber",
    # What the case only repeats of its contact.
    "ignore": "ContactPhone, ContactMobile, ContactEmail, ContactFax, BusinessHoursId,"
    " IsClosedOnCreate, Open, Age, Case Owner Alias, SlaStartDate, SlaExitDate, MilestoneStatus",
    "": "OwnerId, Status, Type, Reason, Case Reason, Origin, Case Origin, IsEscalated,"
    " SuppliedName, SuppliedEmail, SuppliedPhone, SuppliedCompany, AssetId, ProductId,"
    " EntitlementId, SourceId, ParentId, IsStopped, StopStartDate",
}
TASKS = {
    "id": "Id, Activity ID",
    "owner": "Assigned, Assigned To",
    "title": "Subject",
    "notes": "Description, Comments, Full Comments",
    "due_on": "ActivityDate, Due Date, Date",
    "done_at": "CompletedDateTime, Completed Date/Time",
    "_status": "Status",
    "_priority": "Priority",
    "_closed": "IsClosed",
    "_type": "TaskSubtype, Type",
    "_who": "WhoId",
    "_what": "WhatId",
    "contact": "Contact, Name",
    "contact.id": "Contact ID",
    "company": "Company / Account, Account Name",
    "company.id": "AccountId",
    "deal": "Opportunity",
    "deal.id": "Opportunity ID",
    "ignore": "IsArchived, IsHighPriority, WhoCount, WhatCount, IsReminderSet, ReminderDateTime,"
    " IsRecurrence, RecurrenceActivityId, IsVisibleInSelfService",
    "": "OwnerId, CallType, CallDurationInSeconds, CallDisposition, CallObject, Lead",
}


def places(*kinds: str) -> dict[str, str]:
    """The columns of addresses: `MailingCity`, or `Mailing City` in reports."""
    parts = {
        "street": "{0} Street, {0} Address Line 1, {0} Address Line 2, {0} Address Line 3",
        "city": "{0} City",
        "region": "{0} State, {0} State/Province",
        "postal_code": "{0} PostalCode, {0} Zip/Postal Code",
        "country": "{0} Country",
    }
    return {
        f"address.{part}:{kind.lower()}": titles.format(kind)
        for kind in kinds
        for part, titles in parts.items()
    }


MAILING = places("Mailing", "Other")
BILLING = places("Billing", "Shipping")
