-- What an imported return (SSDA903, Annex A) said and the record says otherwise or has no place for: told again by the export of the
-- same list. what: cell, a cell of a row that both have (good while the record says `recorded` there); row, a row that the return
-- alone has (good while the record has none of its key); absent, a row that the return did not have (good while the record's row is
-- `recorded`); year, this period was imported. Cells of whole rows stand one after the other, with the character 31 between.
CREATE TABLE return_kept (
    kind TEXT NOT NULL,               -- ssda903, annex_a
    period TEXT NOT NULL,             -- ssda903: the collection year; annex_a: empty
    list TEXT NOT NULL,               -- what the list makes: episodes.csv, List 8
    what TEXT NOT NULL,
    row_key TEXT NOT NULL,            -- the list's key columns, as the list says them
    field TEXT NOT NULL,              -- of a cell; else empty
    said TEXT NOT NULL,               -- as the return said it; empty: nothing
    recorded TEXT NOT NULL,           -- as the record said it then; empty: nothing
    import_id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (kind, period, list, what, row_key, field)
);
