// The privacy checker must be able to fail: a column without a decision, a decision without a column, half a decision.
import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from './tree.mjs';

const kSql = `-- CREATE TABLE not_this (a TEXT);
CREATE TABLE person (
    id BIGINT NOT NULL,            -- a comment, with a comma
    given TEXT NOT NULL DEFAULT 'a, (b',
    born TEXT,
    weight NUMERIC(5, 2) CHECK (weight > 0),
    PRIMARY KEY (id),
    UNIQUE (given, born)
);
CREATE INDEX person_by_born ON person (born);
`;
const kRoles = 'classes: [identity, general]  # of practice/roles.yaml\n';
const kManifest = `retention:
  record: as long as the record
common:
  id: {what: the number, seen: nobody, keep: record, copy: yes}
tables:
  person:
    seen: general
    keep: record
    copy: yes
    columns:
      given: the name used now
      born: {what: date of birth, copy: review}
      weight: weight in kilograms
`;
const privacy = (context, sql, manifest, more = {}) => run(context, 'check-privacy',
    { 'migrations/0001_people.sql': sql, 'practice/roles.yaml': kRoles, ...(manifest === undefined ? {} : { 'practice/privacy.yaml': manifest }), ...more });
const fails = (result, where, words) => {
    assert.equal(result.status, 1);
    assert.equal(result.faults.length, 1, result.faults.join('\n'));
    assert.ok(result.faults[0].startsWith(`${where}: `), result.faults[0]);
    assert.match(result.faults[0], words);
};

test('a manifest with a decision for every column passes', (context) => {
    const { status, faults } = privacy(context, kSql, kManifest);
    assert.deepEqual(faults, []);
    assert.equal(status, 0);
});
test('before there is any migration there is nothing to decide', (context) =>
    assert.equal(run(context, 'check-privacy', { 'src/a.h': '' }).status, 0));
test('tables without a manifest fail', (context) =>
    fails(privacy(context, kSql), 'practice/privacy.yaml:1', /no manifest/));
test('a column without a decision fails where the column is made', (context) =>
    fails(privacy(context, kSql, kManifest.replace(/ *weight:.*\n/, '')), 'migrations/0001_people.sql:6', /person\.weight has no privacy decision/));
test('a column added by a later migration needs one too', (context) =>
    fails(privacy(context, kSql, kManifest, { 'migrations/0002_more.sql': 'ALTER TABLE person ADD COLUMN religion TEXT;\n' }),
        'migrations/0002_more.sql:1', /person\.religion/));
test('a renamed column asks for a decision anew', (context) => {
    const { status, faults } = privacy(context, kSql, kManifest,
        { 'migrations/0002_more.sql': 'ALTER TABLE person RENAME COLUMN given TO first_name;\n' });
    assert.equal(status, 1);
    assert.match(faults.join('\n'), /no column person\.given/);
    assert.match(faults.join('\n'), /0002_more\.sql:1: person\.first_name has no privacy decision/);
});
test('a decision about a column that is not there fails', (context) =>
    fails(privacy(context, kSql, `${kManifest}      height: in metres\n`), 'practice/privacy.yaml:14', /no column person\.height/));
test('a decision about a table that is not there fails', (context) =>
    fails(privacy(context, kSql, `${kManifest}  ghost:\n    columns: {a: b}\n`), 'practice/privacy.yaml:14', /no table ghost/));
test('half a decision fails', (context) =>
    fails(privacy(context, kSql, kManifest.replace('    keep: record\n', '').replace('born: {', 'born: {keep: record, ').replace('weight: weight in kilograms', 'weight: {what: weight, keep: record}')),
        'practice/privacy.yaml:10', /person\.given: no decision for "keep"/));
test('copy is yes, no or review', (context) =>
    fails(privacy(context, kSql, kManifest.replace('copy: review', 'copy: perhaps')), 'practice/privacy.yaml:12', /copy is "perhaps"/));
test('seen is a class of the policy, or one of a few words', (context) =>
    fails(privacy(context, kSql, kManifest.replace('born: {', 'born: {seen: gossip, ')), 'practice/privacy.yaml:12', /seen is "gossip"; it may be identity, general, row/));
test('keep is a rule that the manifest states', (context) =>
    fails(privacy(context, kSql, kManifest.replace('born: {', 'born: {keep: for ever, ')), 'practice/privacy.yaml:12', /keep is "for ever"; it may be record/));
test('a column decided twice fails', (context) =>
    fails(privacy(context, kSql, `${kManifest}      born: again\n`), 'practice/privacy.yaml:14', /unique/i));
test('a common column that no table has fails', (context) =>
    fails(privacy(context, kSql, kManifest.replace('tables:', '  ghost: {what: x, seen: nobody, keep: record, copy: no}\ntables:')),
        'practice/privacy.yaml:5', /no table needs/));
