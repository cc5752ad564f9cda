-- The way in by the Standard Safeguarding Dataset, and what the dataset asks for and the record did not hold yet.

-- The id by which the system that a thing came from knew it. Only where it is not the record's own number: an id of
-- ours has no row here. table_name is the dataset's table, or cla_period (clae_cla_id); one name of a thing is exported, others
-- that mean the same are under the table's name with a +.
CREATE TABLE foreign_key (
    table_name TEXT NOT NULL,
    theirs TEXT NOT NULL,
    ours TEXT NOT NULL,               -- the id as the view of the dataset says it
    PRIMARY KEY (table_name, theirs)
);
CREATE INDEX foreign_key_ours ON foreign_key (table_name, ours);

-- What a file of the dataset said and the record says otherwise, or has no place for. kind: row, some cells of a row of the
-- view (cells: {"field": ["as the file said", "as the record said then"]}; good while the record still says so); absent, a row of
-- the view that the files did not have (the dataset is not told of it); whole, a row that is in the file only.
CREATE TABLE dataset_kept (
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,            -- kind row and absent: the key in the view; whole: as the file wrote it
    kind TEXT NOT NULL,
    twin INTEGER NOT NULL DEFAULT 0,  -- 1, 2, ...: the same key came again in the file
    cells TEXT NOT NULL,
    import_id BIGINT NOT NULL,
    PRIMARY KEY (table_name, row_key, kind, twin)
);

ALTER TABLE import_file ADD COLUMN position TEXT;              -- how far the reading has come, as its kind counts
ALTER TABLE import_file ADD COLUMN into_empty INTEGER NOT NULL DEFAULT 0;

ALTER TABLE person ADD COLUMN nationality TEXT;
ALTER TABLE person ADD COLUMN has_ehcp TEXT;                    -- Y, N, or another one-letter answer
ALTER TABLE cla_episode ADD COLUMN last_iro_contact_date TEXT;  -- the reviewing officer's last contact with the child
ALTER TABLE pre_proceedings ADD COLUMN cp_plan_referral_period INTEGER;
ALTER TABLE pre_proceedings ADD COLUMN legal_gateway_outcome TEXT;
ALTER TABLE pre_proceedings ADD COLUMN parents_represented TEXT;
ALTER TABLE pre_proceedings ADD COLUMN represented_at_issue TEXT;
ALTER TABLE pre_proceedings ADD COLUMN court_hearings INTEGER;
ALTER TABLE pre_proceedings ADD COLUMN short_notice TEXT;
ALTER TABLE pre_proceedings ADD COLUMN short_notice_reason TEXT;
ALTER TABLE pre_proceedings ADD COLUMN initial_plan_approved TEXT;
ALTER TABLE pre_proceedings ADD COLUMN initial_care_plan TEXT;
ALTER TABLE pre_proceedings ADD COLUMN final_plan_approved TEXT;
ALTER TABLE pre_proceedings ADD COLUMN final_care_plan TEXT;
