// Writes returns of any size for measuring: our own data, the same for the same number, with a fault
// here and there (about one child in ten), shaped like an authority's: 2.5 episodes a child, reviews,
// missing periods, last year's files beside this year's.
//   node bench/returns_files.mjs cin CHILDREN FILE.xml
//   node bench/returns_files.mjs ssda903 CHILDREN FOLDER
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

// mulberry32: small, and the same everywhere.
function randomOf(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const [, , kind, countText, out] = process.argv;
const count = Number(countText);
if (!['cin', 'ssda903'].includes(kind) || !(count > 0) || !out) {
  console.error('node bench/returns_files.mjs cin|ssda903 CHILDREN PATH');
  process.exit(2);
}
const random = randomOf(20260331);
const below = (n) => Math.floor(random() * n);
const one = (list) => list[below(list.length)];
const chance = (p) => random() < p;
const day = 86400000;
const at = (iso) => Date.parse(iso + 'T00:00:00Z');
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
const uk = (ms) => iso(ms).split('-').reverse().join('/');
const from = at('2025-04-01');
const to = at('2026-03-31');

// A file written in pieces.
function file(path) {
  const handle = openSync(path, 'w');
  let held = [];
  let size = 0;
  const flush = () => { if (held.length) writeSync(handle, held.join('')); held = []; size = 0; };
  return {
    write(text) { held.push(text); size += text.length; if (size > 1 << 20) flush(); },
    close() { flush(); closeSync(handle); },
  };
}

const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ';
function upn(n) {
  const body = String(80100000000 + n).padStart(11, '0') + String(n % 10);
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += (i + 2) * Number(body[i]);
  return letters[sum % 23] + body;
}

function cin() {
  const f = file(out);
  const v = (name, value) => (value === '' ? '' : `<${name}>${value}</${name}>\n`);
  f.write('<?xml version="1.0" encoding="utf-8"?>\n<Message>\n<Header>\n<CollectionDetails>\n' +
    '<Collection>CIN</Collection>\n<Year>2026</Year>\n<ReferenceDate>2026-03-31</ReferenceDate>\n' +
    '</CollectionDetails>\n<Source>\n<SourceLevel>L</SourceLevel>\n<LEA>919</LEA>\n' +
    '<SoftwareCode>Bench</SoftwareCode>\n<Release>1</Release>\n<SerialNo>001</SerialNo>\n' +
    '<DateTime>2026-05-01T09:00:00</DateTime>\n</Source>\n</Header>\n<Children>\n');
  const factors = ['1A', '1B', '2B', '3A', '3B', '4B', '5A', '8E', '10A', '12A', '16A', '17A', '21', '23A'];
  for (let n = 1; n <= count; n++) {
    const fault = chance(0.1);
    const born = from - below(17 * 365) * day;
    const referred = from + below(300) * day;
    let x = '<Child>\n<ChildIdentifiers>\n' + v('LAchildID', `C${n}`);
    x += chance(0.8) ? v('UPN', upn(n)) : v('UPNunknown', 'UN2');
    x += v('PersonBirthDate', fault && chance(0.2) ? iso(referred + 400 * day) : iso(born)) +
      v('Sex', one(['M', 'F'])) + '</ChildIdentifiers>\n<ChildCharacteristics>\n' +
      v('Ethnicity', one(['WBRI', 'WOTH', 'BAFR', 'MWBC', 'AIND', 'NOBT'])) + '<Disabilities>\n' +
      v('Disability', chance(0.9) ? 'NONE' : 'LD') + '</Disabilities>\n</ChildCharacteristics>\n';
    const closed = chance(0.4) ? referred + (30 + below(120)) * day : 0;
    const closes = closed > 0 && closed <= to ? closed : 0;
    const nfa = chance(0.1);
    x += '<CINdetails>\n' + v('CINreferralDate', iso(referred)) + v('ReferralSource', one(['1A', '2B', '3A', '4', '6', '10'])) +
      v('PrimaryNeedCode', nfa ? 'N0' : one(['N1', 'N2', 'N4', 'N5'])) +
      (nfa ? v('CINclosureDate', iso(referred)) + v('ReasonForClosure', 'RC8')
        : closes ? v('CINclosureDate', iso(closes)) + v('ReasonForClosure', fault ? '' : 'RC7') : '');
    const plan = !nfa && chance(0.2);
    const enquiry = referred + (2 + below(5)) * day;
    const conference = enquiry + (10 + below(6)) * day;
    const until = closes || to;
    if (!nfa) {
      for (let i = chance(0.2) ? 2 : 1; i > 0; i--) {
        const start = referred + below(3) * day + (i - 1) * 20 * day;
        const done = start + (20 + below(30)) * day;
        x += '<Assessments>\n' + v('AssessmentActualStartDate', iso(fault && chance(0.3) ? referred - 5 * day : start)) +
          v('AssessmentInternalReviewDate', iso(start + 7 * day));
        if (done <= until) {
          x += v('AssessmentAuthorisationDate', iso(done)) + '<FactorsIdentifiedAtAssessment>\n';
          const listed = new Set([one(factors), one(factors), one(factors)]);
          for (const factor of listed) x += v('AssessmentFactors', factor);
          if (fault && chance(0.2)) x += v('AssessmentFactors', '99Z');
          x += '</FactorsIdentifiedAtAssessment>\n';
        }
        x += '</Assessments>\n';
      }
      if (chance(0.5)) {
        x += '<CINPlanDates>\n' + v('CINPlanStartDate', iso(referred + 10 * day)) +
          (closes ? v('CINPlanEndDate', iso(closes)) : '') + '</CINPlanDates>\n';
      }
      if (plan || chance(0.2)) {
        x += '<Section47>\n' + v('S47ActualStartDate', iso(enquiry)) +
          (plan ? v('InitialCPCtarget', iso(enquiry + 21 * day)) + v('DateOfInitialCPC', iso(conference)) : '') +
          v('ICPCnotRequired', plan ? '0' : '1') + '</Section47>\n';
      }
    }
    x += v('ReferralNFA', nfa ? '1' : '0');
    if (plan) {
      x += '<ChildProtectionPlans>\n' + v('CPPstartDate', iso(conference)) + (closes ? v('CPPendDate', iso(closes)) : '') +
        v('InitialCategoryOfAbuse', 'NEG') + v('LatestCategoryOfAbuse', one(['NEG', 'EMO'])) + v('NumberOfPreviousCPP', String(below(3)));
      if (!fault) {
        x += '<Reviews>\n';
        for (let r = conference + 80 * day; r <= until; r += 150 * day) x += v('CPPreviewDate', iso(r));
        x += '</Reviews>\n';
      }
      x += '</ChildProtectionPlans>\n';
    }
    f.write(x + '</CINdetails>\n</Child>\n');
  }
  f.write('</Children>\n</Message>\n');
  f.close();
}

const tables = {
  header: 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
  episodes: 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
  reviews: 'CHILD,DOB,REVIEW,REVIEW_CODE',
  uasc: 'CHILD,SEX,DOB,DUC',
  oc2: 'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED',
  oc3: 'CHILD,DOB,IN_TOUCH,ACTIV,ACCOM',
  ad1: 'CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR',
  placed_adoption: 'CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED',
  prev_perm: 'CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM',
  missing: 'CHILD,DOB,MISSING,MIS_START,MIS_END',
  social_worker: 'CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON',
  dolo: 'CHILD,DOB,DOLO_START,DOLO_END',
};

// One child's life in care, told to the files of the year (and of the year before).
function ssda903() {
  mkdirSync(join(out, 'prev'), { recursive: true });
  const open = (folder) => Object.fromEntries(Object.entries(tables).map(([name, head]) => {
    const f = file(join(folder, `${name}.csv`));
    f.write(head + '\r\n');
    return [name, f];
  }));
  const years = [
    { files: open(out), from, to },
    { files: open(join(out, 'prev')), from: at('2024-04-01'), to: at('2025-03-31') },
  ];
  const places = ['OX1 1AA', 'SG13 8DQ', 'AL1 3JE', 'WD17 2TQ', 'HP1 1HH', 'LU1 2NT', 'CM20 1XD', 'EN6 3JW'];
  for (let n = 1; n <= count; n++) {
    const fault = chance(0.1);
    const id = String(100000 + n);
    const uasc = chance(0.05);
    const born = to - Math.floor((uasc ? 16 + random() * 1.5 : 1 + random() * 16.5) * 365.25) * day;
    const came = Math.max(born + 30 * day, at('2023-10-01') + below(800) * day);
    const sex = one(['M', 'F']);
    const dob = uk(born);
    const home = one(places);
    const episodes = [];
    let start = came;
    const left = chance(0.25) ? came + (120 + below(500)) * day : 0;
    while (start <= to && episodes.length < 6) {
      const length = (60 + below(420)) * day;
      const last = left > 0 && start + length >= left;
      const end = last ? left : start + length;
      episodes.push({
        start, end: end > to ? 0 : end, rne: episodes.length ? 'P' : 'S', ls: one(['C2', 'V2', 'C2', 'E1']), cin: uasc ? 'N5' : one(['N1', 'N1', 'N2', 'N4']),
        place: one(['U1', 'U4', 'U6', 'K2']), provider: one(['PR1', 'PR4']), rec: last ? one(['E4A', 'E8']) : 'X1', post: one(places),
      });
      if (last) break;
      start = end;
    }
    for (const year of years) {
      const seen = episodes.filter((e) => e.start <= year.to && (e.end === 0 || e.end >= year.from));
      if (!seen.length) continue;
      const bad = fault && year === years[0];
      const f = year.files;
      f.header.write(`${id},${bad && chance(0.2) ? 'X' : sex},${bad && chance(0.1) ? '31/02/2012' : dob},${one(['WBRI', 'WOTH', 'BAFR', 'MWBC'])},${chance(0.8) ? upn(n) : 'UN1'},,\r\n`);
      if (uasc) f.uasc.write(`${id},${sex},${dob},\r\n`);
      for (const e of seen) {
        const ended = e.end !== 0 && e.end <= year.to;
        f.episodes.write(`${id},${uk(e.start)},${e.rne},${bad && chance(0.1) ? 'Q9' : e.ls},${e.cin},${e.place},${e.provider},` +
          `${ended ? uk(bad && chance(0.2) ? e.start - 9 * day : e.end) : ''},${ended ? e.rec : ''},${ended && e.rec === 'X1' ? 'CARPL' : ''},${home},${e.post},SC${400000 + (n % 500)}\r\n`);
      }
      const begin = Math.max(came, year.from);
      for (let r = begin + 20 * day; r <= Math.min(year.to, left || year.to); r += 170 * day) f.reviews.write(`${id},${dob},${uk(r)},${one(['PN1', 'PN3', 'PN5'])}\r\n`);
      if (came <= year.from) f.oc2.write(`${id},${dob},${chance(0.5) ? below(40) : ''},,0,1,1,1,1,0,,\r\n`);
      if (chance(0.15)) {
        const gone = begin + below(60) * day;
        f.missing.write(`${id},${dob},${one(['M', 'A'])},${uk(gone)},${uk(gone + below(4) * day)}\r\n`);
      }
      if (year.to - born > 17 * 365 * day) f.oc3.write(`${id},${dob},YES,F2,B1\r\n`);
      if (chance(0.03)) {
        f.placed_adoption.write(`${id},${dob},${uk(begin)},,\r\n`);
        if (chance(0.5)) f.ad1.write(`${id},${dob},${uk(begin)},${uk(begin)},0,2,MF,L11\r\n`);
      }
      if (came >= year.from) f.prev_perm.write(`${id},${dob},Z1,,\r\n`);
      f.social_worker.write(`${id},${dob},SW${1000 + (n % 700)},${uk(came)},,${''}\r\n`);
      if (chance(0.01)) f.dolo.write(`${id},${dob},${uk(begin)},${uk(begin + 60 * day)}\r\n`);
    }
  }
  for (const year of years) for (const f of Object.values(year.files)) f.close();
}

if (kind === 'cin') cin();
else ssda903();
