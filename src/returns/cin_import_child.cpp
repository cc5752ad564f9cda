// Long because: one child of the census becomes rows of a dozen tables in one pass; to be parted by
// table. Longer than most files: the way of one child from the file to the rows is told in one
// place.
#include "returns/cin_import_child.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <sstream>
#include <unordered_map>

#include "base/text.h"
#include "record/people.h"
#include "returns/cin_check.h"
#include "returns/cin_export_columns.h"
#include "returns/cin_export_period.h"
#include "returns/cin_export_rows.h"
#include "returns/cin_import_clocks.h"
#include "returns/cin_import_rows.h"
#include "returns/cin_path.h"
#include "returns/cin_writer.h"

namespace hearth::returns {
namespace {

using record::Values;
using store::Sql;
using store::Value;

constexpr Sql kPeople{"import_people", R"(
SELECT value, person_id FROM person_identifier
WHERE kind = 'la_child_id' AND value IN (SELECT value FROM each_text(:ids))
  AND superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL
ORDER BY id)"};
constexpr Sql kIssues{"import_known_issues", R"(
SELECT person_id, file_table, field, code, value, row_id FROM import_issue
WHERE person_id IN (SELECT value FROM each_id(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kKeptItems{"import_kept_items", R"(
SELECT id, value, census_year FROM import_issue
WHERE person_id = :person AND row_id = :row AND field = :field AND kept = 1
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kHeldSame{"import_held_same", R"(
SELECT count(*) FROM import_issue
WHERE person_id IS NULL AND held = :held AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kVersion{"import_issue_version", R"(
SELECT version_id FROM import_issue WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kDisabilities{"import_disabilities", R"(
SELECT id, version_id FROM disability WHERE person_id = :owner AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kFactors{"import_factors", R"(
SELECT id, version_id FROM assessment_factor WHERE assessment_id = :owner AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kIdentifier{"import_identifier", R"(
SELECT id FROM person_identifier
WHERE person_id = :person AND kind = :kind AND to_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id DESC LIMIT 1)"};
constexpr Sql kConference{"import_conference", R"(
SELECT id FROM initial_conference
WHERE person_id = :person AND coalesce(s47_enquiry_id, referral_id) = :row AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id LIMIT 1)"};
constexpr Sql kEpisodes{"import_episodes", R"(
SELECT referral_date, close_date, nfa FROM referral
WHERE person_id = :person AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kHeldFamily{"import_held_family", R"(
SELECT t.id, f.to_date FROM family_team t
JOIN family f ON f.id = t.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE t.family_id = :family AND t.team_id = :team AND t.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY t.id DESC LIMIT 1)"};
constexpr Sql kAddWord{
    "add_name_word",
    "INSERT INTO name_word (word, sound, person_id) VALUES (:word, :sound, :person)"};

constexpr std::string_view kNoName = "Name not in the census";

// A value that the column can hold; nothing when it cannot.
std::optional<Value> typed(CinKind kind, const CodeList* codes, std::string_view text) {
    switch (kind) {
        case CinKind::date: {
            if (const auto date = cin_date(text)) return Value(*date);
            return std::nullopt;
        }
        case CinKind::yes_no: {
            if (const auto yes = cin_yes_no(text)) return Value(*yes ? 1 : 0);
            return std::nullopt;
        }
        case CinKind::count: {
            int n = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
            if (error != std::errc{} || end != text.data() + text.size() || n < 0)
                return std::nullopt;
            return Value(n);
        }
        case CinKind::code: {
            if (codes == nullptr) return Value(text);
            if (codes->find(text) != nullptr) return Value(text);
            if (const auto* code = codes->find_any_case(text)) return Value(code->code);
            return std::nullopt;
        }
        case CinKind::text:
        case CinKind::upn:
        case CinKind::authority:
        case CinKind::serial:
        case CinKind::year:
        case CinKind::date_time:
            return Value(text);
    }
    return std::nullopt;
}

std::string text_of(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return {};
        case Value::Kind::integer:
            return std::to_string(value.integer());
        case Value::Kind::real:
            return std::to_string(value.real());
        case Value::Kind::text:
            return value.text();
    }
    return {};
}

// A record alone, as the census writes it.
std::string as_xml(CinChild child) {
    std::ostringstream out;
    CinMessage message;
    message.children.push_back(std::move(child));
    write_cin(out, kCinDraftYear, message);
    return out.str();
}

class Batch {
  public:
    Batch(store::Session& session, const record::Context& context,
          const CinImportSettings& settings, const IssueSink& on_issue)
        : session_(session),
          context_(context),
          settings_(settings),
          on_issue_(on_issue),
          writer_(session, context),
          bulk_(context),
          checker_(settings.year, settings.codes),
          period_(CensusPeriod::of(settings.year)) {}

    CinImportCounts run(const std::vector<CinChild>& children) {
        find_known(children);
        for (const CinChild& child : children) one(child);
        counts_.rows_added += bulk_.added();
        bulk_.flush(session_);
        start_clocks();
        return counts_;
    }

    void file_issues(const std::vector<ReturnIssue>& issues) {
        for (const ReturnIssue& issue : issues) write_issue(issue, {}, 0, false, {});
        bulk_.flush(session_);
    }

  private:
    // ---- what is known already

    void find_known(const std::vector<CinChild>& children) {
        std::vector<std::string> ids;
        for (const CinChild& child : children)
            if (!child.identifiers.la_child_id.empty())
                ids.push_back(child.identifiers.la_child_id.text);
        std::vector<PersonId> people;
        session_.each(kPeople, {{"ids", ids}}, [&](const store::Row& row) {
            if (by_id_.emplace(std::string(row.text(0)), people.size()).second)
                people.push_back(row.id<PersonTag>(1));
        });
        if (people.empty()) return;
        known_ = read_recorded(session_, people, 0);
        session_.each(kIssues, {{"people", people}}, [&](const store::Row& row) {
            issues_known_.insert(signature(row.int64(0), row.text(1), row.text(2), row.text(3),
                                           row.text(4), row.is_null(5) ? 0 : row.int64(5)));
        });
    }
    static std::string signature(std::int64_t person, std::string_view table,
                                 std::string_view field, std::string_view code,
                                 std::string_view value, std::int64_t row) {
        return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", person, table, field, code, value, row);
    }

    // ---- one child

    void one(const CinChild& file) {
        findings_.clear();
        used_.clear();
        row_ids_.clear();
        changes_ = 0;
        file_ = &file;
        checker_.check(file, [&](ReturnIssue&& issue) { findings_.push_back(std::move(issue)); });
        used_.assign(findings_.size(), false);

        const std::string& la = file.identifiers.la_child_id.text;
        if (la.empty()) {
            ReturnIssue issue =
                finding(CinTable::child_identifiers, file.identifiers.place, "LAchildID", "");
            issue.code = "child_without_id";
            issue.message = "The child has no LAchildID, so nobody can say whose record this is.";
            issue.remedy = "Give the child's id in the file, and import it again.";
            const auto held = as_xml(file);
            const auto same = session_.one(kHeldSame, {{"held", held}},
                                           [](const store::Row& row) { return row.int64(0); });
            if (same.value_or(0) > 0) {
                ++counts_.unchanged;
                return;
            }
            write_issue(issue, {}, 0, true, held);
            write_rest({});
            ++counts_.held;
            return;
        }
        const auto it = by_id_.find(la);
        recorded_ = it == by_id_.end() ? nullptr : &known_.children[it->second];
        person_ =
            recorded_ != nullptr ? recorded_->person : context_.ids.next<PersonTag>(context_.now);
        const auto added_before = bulk_.added();
        identity(file);
        details(file);
        const bool new_family = recorded_ == nullptr || !recorded_->family;
        if (new_family) make_family(la);
        outside(file);
        write_rest(person_);

        const bool rows = bulk_.added() != added_before || changes_ > 0;
        if (recorded_ == nullptr) {
            ++counts_.made;
        } else if (rows) {
            ++counts_.changed;
            if (!new_family) held_family();
        } else {
            ++counts_.unchanged;
        }
        if (rows) touched_.push_back(person_);
        if (rows) audit();
    }

    // A column's value, from the file, beside what is on record. `known` is nullptr for a new row.
    struct Cell {
        CinTable table;
        const CinPlace& place;
        std::int64_t row;  // that the value belongs to
        std::string_view element;
        CinKind kind;
        CinList list;
        CinNeed need;
        std::string_view placeholder = {};
    };
    // Nothing to do, or the value to set.
    std::optional<Value> decide(const Cell& c, const CinCell& file, const CinCell* known) {
        if (file.empty()) {
            if (known == nullptr && c.need == CinNeed::required) keep(c, file);
            return std::nullopt;
        }
        const auto value = typed(c.kind, list(c.list), file.text);
        const auto* kept = kept_of(c);
        if (!value) {
            if (known == nullptr || known->empty() || known->text == c.placeholder ||
                kept != nullptr) {
                if (known != nullptr && known->text == file.text) return std::nullopt;
                if (kept != nullptr) close_issue(kept->issue);
                keep(c, file);
            }  // else a true value is on record: the finding is told, and nothing else
            return std::nullopt;
        }
        if (known == nullptr) return value;
        if (kept != nullptr) {
            close_issue(kept->issue);
            return value;
        }
        if (text_of(*value) == known->text) return std::nullopt;
        if (!known->empty() && settings_.older) return std::nullopt;
        return value;
    }
    const KeptValue* kept_of(const Cell& c) const {
        if (recorded_ == nullptr) return nullptr;
        const auto it = recorded_->kept.find(std::pair(c.row, std::string(c.element)));
        return it == recorded_->kept.end() ? nullptr : &it->second;
    }
    const CodeList* list(CinList which) const {
        return which == CinList::none
                   ? nullptr
                   : settings_.codes->find(kCinListNames[static_cast<std::size_t>(which)]);
    }

    // ---- the child's own values

    void identity(const CinChild& file) {
        const auto& ids = file.identifiers;
        const CinChild* known = recorded_ == nullptr ? nullptr : &recorded_->child;
        row_ids_[{CinTable::child_identifiers, ids.place.row}] = person_.value;
        row_ids_[{CinTable::child_characteristics, file.characteristics.place.row}] = person_.value;
        Values person;
        const auto set = [&](std::string_view column, CinCell CinIdentifiers::*cell) {
            const auto& field = cin_field_of<CinIdentifiers>(cell);
            if (auto value = decide({CinTable::child_identifiers, ids.place, person_.value,
                                     field.element, field.kind, field.list, field.need},
                                    ids.*cell, known ? &(known->identifiers.*cell) : nullptr))
                person[std::string(column)] = std::move(*value);
        };
        set("born", &CinIdentifiers::birth_date);
        set("expected", &CinIdentifiers::expected_birth_date);
        set("died", &CinIdentifiers::death_date);
        const auto& traits = file.characteristics;
        const auto& ethnicity = cin_fields<CinCharacteristics>().front();
        if (auto value =
                decide({CinTable::child_characteristics, traits.place, person_.value,
                        ethnicity.element, ethnicity.kind, ethnicity.list, ethnicity.need},
                       traits.ethnicity, known ? &known->characteristics.ethnicity : nullptr))
            person["ethnicity"] = std::move(*value);
        sex(ids, known, person);
        if (known == nullptr) {
            person["given"] = kNoName;
            person["surname"] = ids.la_child_id.text;
            if (!person.contains("sex")) person["sex"] = "U";
            bulk_.add_as("person", person_.value, std::move(person));
            index(ids.la_child_id.text);
        } else {
            revise("person", person_.value, person);
        }
        identifier("la_child_id", ids.la_child_id,
                   known ? &known->identifiers.la_child_id : nullptr);
        identifier("upn", ids.upn, known ? &known->identifiers.upn : nullptr);
        identifier("former_upn", ids.former_upn, known ? &known->identifiers.former_upn : nullptr);
        const auto& unknown = cin_field_of<CinIdentifiers>(&CinIdentifiers::upn_unknown);
        if (const auto value =
                decide({CinTable::child_identifiers, ids.place, person_.value, unknown.element,
                        unknown.kind, unknown.list, unknown.need},
                       ids.upn_unknown, known ? &known->identifiers.upn_unknown : nullptr))
            identifier("upn_unknown", CinCell(text_of(*value)),
                       known ? &known->identifiers.upn_unknown : nullptr);
        items({"disability", "person_id", "code", kDisabilities, "Disability",
               CinTable::disabilities, CinList::disability},
              person_.value, traits.place, traits.disabilities_row, traits.disabilities,
              known ? &known->characteristics.disabilities : nullptr);
    }

    void sex(const CinIdentifiers& ids, const CinChild* known, Values& person) {
        const bool gender = ids.sex.empty() && !ids.gender_current.empty();
        const bool as_gender = gender || (ids.sex.empty() && settings_.year < kCinSexSince);
        const CinCell& cell = gender ? ids.gender_current : ids.sex;
        const Cell c{CinTable::child_identifiers,
                     ids.place,
                     person_.value,
                     as_gender ? "GenderCurrent" : "Sex",
                     CinKind::code,
                     as_gender ? CinList::gender : CinList::sex,
                     CinNeed::required,
                     "U"};
        const char code = cin_sex(ids);
        const KeptValue* kept = kept_of(c);
        if (code == 0) {
            if (known == nullptr || (kept != nullptr && kept->value != cell.text)) {
                if (kept != nullptr) close_issue(kept->issue);
                keep(c, cell);
            }
            return;
        }
        // The record knows M, F and U; that a file said 9 is kept beside it.
        if (gender && cell.text == "9") {
            if (known == nullptr) keep(c, cell);
        } else if (kept != nullptr) {
            close_issue(kept->issue);
        }
        const std::string text(1, code);
        if (known == nullptr || (code != 'U' && known->identifiers.sex.text != text &&
                                 (!settings_.older || known->identifiers.sex.text != "F")))
            person["sex"] = text;
    }

    void identifier(std::string_view kind, const CinCell& cell, const CinCell* known) {
        if (cell.empty() || (known != nullptr && known->text == cell.text)) return;
        if (known != nullptr && !known->empty()) {
            if (settings_.older) return;
            const auto id = session_.one(kIdentifier, {{"person", person_}, {"kind", kind}},
                                         [](const store::Row& row) { return row.int64(0); });
            if (id) {
                revise("person_identifier", *id, {{"value", cell.text}});
                return;
            }
        }
        bulk_.add("person_identifier",
                  {{"person_id", person_}, {"kind", kind}, {"value", cell.text}});
    }

    // The child is found by the number; the words of "Name not in the census" would find everybody.
    void index(const std::string& la) {
        std::set<std::string> found;
        const std::string folded = name_key(la);
        for (const auto word : words(folded)) found.emplace(word);
        for (const auto& word : found)
            bulk_.add_plain(kAddWord, {Value(word), Value(phonetic_key(word)), Value(person_)});
    }

    // ---- lists of codes: the file's list replaces the record's

    struct Items {
        std::string_view table, owner, column;
        const Sql& rows;
        std::string_view element;
        CinTable census;
        CinList list;
    };
    void items(const Items& what, std::int64_t owner, const CinPlace& place,
               std::uint32_t first_row, const std::vector<CinCell>& file,
               const std::vector<CinCell>* known) {
        const auto texts = [](const std::vector<CinCell>& cells) {
            std::vector<std::string> out;
            for (const CinCell& cell : cells)
                if (!cell.empty()) out.push_back(cell.text);
            return out;
        };
        const auto wanted = texts(file);
        if (wanted.empty()) return;
        if (known != nullptr) {
            auto have = texts(*known);
            if (!have.empty() && settings_.older) return;
            auto sorted = wanted;
            std::sort(sorted.begin(), sorted.end());
            std::sort(have.begin(), have.end());
            if (sorted == have) return;
            close_rows(what, owner);
        }
        int position = 0;
        for (std::size_t i = 0; i < file.size(); ++i) {
            if (file[i].empty()) continue;
            const auto value = typed(CinKind::code, list(what.list), file[i].text);
            if (!value) {
                CinPlace at = place;
                at.row = what.census == CinTable::disabilities
                             ? first_row + static_cast<std::uint32_t>(i)
                             : place.row;
                keep({what.census, at, owner, what.element, CinKind::code, what.list,
                      CinNeed::optional},
                     file[i]);
                continue;
            }
            Values row{{std::string(what.owner), owner}, {std::string(what.column), *value}};
            if (what.table == "assessment_factor") row["position"] = position;
            ++position;
            bulk_.add(what.table, std::move(row));
        }
    }
    void close_rows(const Items& what, std::int64_t owner) {
        std::vector<std::pair<std::int64_t, std::int64_t>> old;
        session_.each(what.rows, {{"owner", owner}},
                      [&](const store::Row& row) { old.emplace_back(row.int64(0), row.int64(1)); });
        for (const auto& [id, version] : old) {
            const auto closed = store::close_version(session_, record::version_table(what.table),
                                                     version, id, recording());
            if (!closed) throw std::runtime_error("a row changed while it was imported");
            ++changes_;
        }
        std::vector<std::int64_t> kept;
        session_.each(kKeptItems, {{"person", person_}, {"row", owner}, {"field", what.element}},
                      [&](const store::Row& row) { kept.push_back(row.int64(0)); });
        for (const auto id : kept) close_issue(id);
    }

    // ---- episodes and what hangs on them

    // The known record that begins on the same day, if it has not been met yet.
    template <class T>
    const T* same(const std::vector<T>* known, const T& file, CinCell T::*key,
                  std::set<const void*>& met) const {
        if (known == nullptr) return nullptr;
        const auto date = cin_date((file.*key).text);
        const std::string text = date ? date->iso() : (file.*key).text;
        for (const T& k : *known)
            if ((k.*key).text == text && met.insert(&k).second) return &k;
        return nullptr;
    }

    // Makes or changes the row of one record. 0: it was held, because it has no usable beginning.
    template <class T>
    std::int64_t row(const T& file, const T* known, std::int64_t referral,
                     const CinDetails& details) {
        using R = CinRowOf<T>;
        const auto& key = R::columns[0];
        if (!cin_date((file.*key.cell).text)) {
            hold(file, referral, details);  // a finding that is known already is not made again
            return 0;
        }
        const std::int64_t id =
            known != nullptr ? known_.id_of(known->place) : context_.ids.make(context_.now);
        row_ids_[{R::census, file.place.row}] = id;
        Values values;
        for (const auto& column : R::columns) {
            const auto& field = cin_field_of<T>(column.cell);
            if (auto value = decide({R::census, file.place, id, field.element, field.kind,
                                     field.list, field.need, column.placeholder},
                                    file.*column.cell, known ? &(known->*column.cell) : nullptr))
                values[std::string(column.column)] = std::move(*value);
        }
        if (known != nullptr) {
            revise(R::table, id, values);
            return id;
        }
        values["person_id"] = person_;
        if constexpr (std::is_same_v<T, CinDetails>) {
            if (!values.contains("source_code")) values["source_code"] = "";
            if (recorded_ != nullptr) values["family_id"] = recorded_->family;
            family_.episodes.push_back({cin_date(file.referral_date.text),
                                        cin_date(file.closure_date.text),
                                        cin_yes_no(file.referral_nfa.text).value_or(false)});
            if (recorded_ == nullptr || !recorded_->family) values["family_id"] = new_family_id();
        } else {
            values["referral_id"] = referral;
        }
        bulk_.add_as(R::table, id, std::move(values));
        return id;
    }

    template <class T>
    void hold(const T& file, std::int64_t referral, const CinDetails& details) {
        using R = CinRowOf<T>;
        const auto& field = cin_field_of<T>(R::columns[0].cell);
        const CinCell& cell = file.*R::columns[0].cell;
        CinChild alone;
        alone.identifiers.la_child_id = file_->identifiers.la_child_id;
        if constexpr (std::is_same_v<T, CinDetails>) {
            alone.details.push_back(file);
        } else {
            CinDetails& around = alone.details.emplace_back();
            around.referral_date = details.referral_date;
            members<T>(around).push_back(file);
        }
        ReturnIssue issue = finding(R::census, file.place, field.element, cell.text);
        issue.message = fmt::format(
            "{} is not a date, so this record could not be made. It is kept aside as it was "
            "written.",
            field.element);
        write_issue(issue, person_, referral == 0 ? person_.value : referral, true,
                    as_xml(std::move(alone)), cell.text);
    }
    template <class T>
    static std::vector<T>& members(CinDetails& details) {
        if constexpr (std::is_same_v<T, CinAssessment>) return details.assessments;
        if constexpr (std::is_same_v<T, CinPlan>) return details.plans;
        if constexpr (std::is_same_v<T, CinSection47>) return details.section47;
        if constexpr (std::is_same_v<T, CinProtectionPlan>) return details.protection_plans;
        if constexpr (std::is_same_v<T, CinPreProceedings>) return details.pre_proceedings;
    }

    void details(const CinChild& file) {
        family_ = {};
        const auto* all = recorded_ == nullptr ? nullptr : &recorded_->child.details;
        for (const CinDetails& d : file.details) {
            const CinDetails* known = same(all, d, &CinDetails::referral_date, met_);
            const auto referral = row(d, known, 0, d);
            if (referral == 0) continue;
            conference(CinTable::cin_details, d.place, d.conference_date,
                       known ? &known->conference_date : nullptr, referral, 0);
            for (const auto& a : d.assessments) {
                const auto* was = same(known ? &known->assessments : nullptr, a,
                                       &CinAssessment::start_date, met_);
                const auto id = row(a, was, referral, d);
                if (id != 0)
                    items({"assessment_factor", "assessment_id", "factor", kFactors,
                           "AssessmentFactors", CinTable::assessments, CinList::assessment_factor},
                          id, a.place, 0, a.factors, was ? &was->factors : nullptr);
            }
            for (const auto& p : d.plans)
                row(p, same(known ? &known->plans : nullptr, p, &CinPlan::start_date, met_),
                    referral, d);
            for (const auto& s : d.section47) {
                const auto* was =
                    same(known ? &known->section47 : nullptr, s, &CinSection47::start_date, met_);
                const auto id = row(s, was, referral, d);
                if (id != 0)
                    conference(CinTable::section47, s.place, s.conference_date,
                               was ? &was->conference_date : nullptr, referral, id);
            }
            for (const auto& p : d.protection_plans) {
                const auto* was = same(known ? &known->protection_plans : nullptr, p,
                                       &CinProtectionPlan::start_date, met_);
                const auto id = row(p, was, referral, d);
                if (id != 0) reviews(p, was, id);
            }
            for (const auto& p : d.pre_proceedings)
                row(p,
                    same(known ? &known->pre_proceedings : nullptr, p,
                         &CinPreProceedings::start_date, met_),
                    referral, d);
        }
    }

    void conference(CinTable table, const CinPlace& place, const CinCell& file,
                    const CinCell* known, std::int64_t referral, std::int64_t enquiry) {
        const std::int64_t about = enquiry == 0 ? referral : enquiry;
        const auto value = decide({table, place, about, "DateOfInitialCPC", CinKind::date,
                                   CinList::none, CinNeed::optional},
                                  file, known);
        if (!value) return;
        if (known != nullptr) {
            const auto id = session_.one(kConference, {{"person", person_}, {"row", about}},
                                         [](const store::Row& row) { return row.int64(0); });
            if (id) {
                revise("initial_conference", *id, {{"conference_date", *value}});
                return;
            }
        }
        Values values{
            {"person_id", person_}, {"referral_id", referral}, {"conference_date", *value}};
        if (enquiry != 0) values["s47_enquiry_id"] = enquiry;
        bulk_.add("initial_conference", std::move(values));
    }

    // A file tells of one year's reviews: those of other years stay.
    void reviews(const CinProtectionPlan& file, const CinProtectionPlan* known, std::int64_t plan) {
        std::multiset<std::string> have;
        if (known != nullptr)
            for (const CinReviews& group : known->reviews)
                for (const CinCell& date : group.dates) have.insert(date.text);
        for (const CinReviews& group : file.reviews) {
            for (std::size_t i = 0; i < group.dates.size(); ++i) {
                const CinCell& cell = group.dates[i];
                if (cell.empty()) continue;
                const auto date = cin_date(cell.text);
                if (const auto it = have.find(date ? date->iso() : cell.text); it != have.end()) {
                    have.erase(it);
                    continue;
                }
                if (!date) {
                    CinPlace at = group.place;
                    at.row += static_cast<std::uint32_t>(i);
                    keep({CinTable::reviews, at, plan, "CPPreviewDate", CinKind::date,
                          CinList::none, CinNeed::optional},
                         cell);
                    continue;
                }
                bulk_.add("cp_review",
                          {{"person_id", person_}, {"cp_plan_id", plan}, {"review_date", *date}});
            }
        }
        // What was no date in this year's census before, and is not there any more.
        std::erase_if(have, [](const std::string& text) { return cin_date(text).has_value(); });
        if (have.empty() || settings_.older || file.reviews.empty()) return;
        std::vector<std::int64_t> mended;
        session_.each(
            kKeptItems, {{"person", person_}, {"row", plan}, {"field", "CPPreviewDate"}},
            [&](const store::Row& row) {
                if (row.int64(2) == settings_.year && have.contains(std::string(row.text(1))))
                    mended.push_back(row.int64(0));
            });
        for (const auto id : mended) close_issue(id);
    }

    // ---- the family that the census does not tell of

    struct Episode {
        std::optional<Date> from, to;
        bool nfa = false;
    };
    struct NewFamily {
        FamilyId id;
        std::vector<Episode> episodes;
    };
    FamilyId new_family_id() {
        if (!family_.id) family_.id = context_.ids.next<FamilyTag>(context_.now);
        return family_.id;
    }
    // The last closure, when every episode is over; nothing while one is open.
    static std::optional<Date> over(const std::vector<Episode>& episodes) {
        std::optional<Date> last;
        for (const Episode& e : episodes) {
            const auto end = e.to ? e.to : e.nfa ? e.from : std::nullopt;
            if (!end) return std::nullopt;
            last = std::max(last.value_or(*end), *end);
        }
        return last;
    }
    void make_family(const std::string& la) {
        const FamilyId family = new_family_id();
        Date from = settings_.as_at;
        for (const Episode& e : family_.episodes)
            if (e.from) from = std::min(from, *e.from);
        const auto to = over(family_.episodes);
        bulk_.add_as("family", family.value,
                     {{"name", fmt::format("Child {} (from the census)", la)},
                      {"reference", record::family_reference(family.value)},
                      {"district", "unknown"},
                      {"from_date", from},
                      {"to_date", to}});
        bulk_.add("family_member", {{"family_id", family},
                                    {"person_id", person_},
                                    {"role", "child"},
                                    {"from_date", from}});
        bulk_.add("family_team", {{"family_id", family},
                                  {"team_id", settings_.team},
                                  {"from_date", from},
                                  {"to_date", to}});
    }
    // A family that still lies with the import's own team is open or over as its episodes are.
    // Others are a worker's to close.
    void held_family() {
        const FamilyId family = recorded_->family;
        struct Held {
            std::int64_t team_row;
            std::optional<Date> to;
        };
        const auto held = session_.one(kHeldFamily, {{"family", family}, {"team", settings_.team}},
                                       [](const store::Row& row) {
                                           return Held{row.int64(0), row.date(1)};
                                       });
        if (!held) return;
        bulk_.flush(session_);
        std::vector<Episode> episodes;
        session_.each(kEpisodes, {{"person", person_}}, [&](const store::Row& row) {
            episodes.push_back({row.date(0), row.date(1), row.yes(2)});
        });
        const auto to = over(episodes);
        if (to == held->to) return;
        revise("family", family.value, {{"to_date", to}});
        revise("family_team", held->team_row, {{"to_date", to}});
    }

    // ---- findings

    // The checker's finding about this cell, or one of our own.
    ReturnIssue finding(CinTable table, const CinPlace& place, std::string_view field,
                        const std::string& value) {
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            const ReturnIssue& f = findings_[i];
            if (!used_[i] && f.field == field && f.row == place.row && f.table == name(table) &&
                (f.value.empty() || value.compare(0, f.value.size(), f.value) == 0)) {
                used_[i] = true;
                return f;
            }
        }
        ReturnIssue issue;
        issue.code = value.empty() ? "missing_required" : "not_usable";
        issue.la_child_id = file_->identifiers.la_child_id.text.substr(0, 200);
        issue.table = name(table);
        issue.field = field;
        issue.row = place.row;
        issue.line = place.line;
        issue.path = cin_xpath(at_of(table, place), field);
        issue.value = value.substr(0, 200);
        issue.message = value.empty() ? fmt::format("{} is missing.", field)
                                      : fmt::format("{} cannot be used as it is.", field);
        issue.remedy = "Put the value right in the child's record.";
        return issue;
    }
    CinAt at_of(CinTable table, const CinPlace& place) const {
        CinAt at{.table = table, .child = file_->place.index};
        const auto in = [&](const auto& records) {
            for (const auto& r : records)
                if (r.place.row == place.row) at.record = r.place.index;
            return at.record != 0;
        };
        for (const CinDetails& d : file_->details) {
            const bool here = table == CinTable::cin_details              ? d.place.row == place.row
                              : table == CinTable::assessments            ? in(d.assessments)
                              : table == CinTable::cin_plan_dates         ? in(d.plans)
                              : table == CinTable::section47              ? in(d.section47)
                              : table == CinTable::child_protection_plans ? in(d.protection_plans)
                              : table == CinTable::pre_proceedings        ? in(d.pre_proceedings)
                                                                          : false;
            if (here) {
                at.details = d.place.index;
                break;
            }
        }
        return at;
    }

    void keep(const Cell& c, const CinCell& cell) {
        ReturnIssue issue = finding(c.table, c.place, c.element, cell.text);
        if (c.element == "GenderCurrent" && cell.text == "9") {
            issue.code = "sex_kept_aside";
            issue.severity = IssueSeverity::query;
            issue.message =
                "GenderCurrent says 9 (indeterminate); the record holds that the sex is not known.";
            issue.remedy = "Nothing need be done; the export gives 9 back for years before 2025.";
        }
        write_issue(issue, person_, c.row, true, {}, cell.text);
    }

    void outside(const CinChild& file) {
        CinChild copy = file;
        cut_to_period(copy, period_,
                      [&](CinTable table, const CinPlace& place, std::string_view field,
                          const std::string& value) {
                          ReturnIssue issue;
                          issue.code = "outside_period";
                          issue.severity = IssueSeverity::query;
                          issue.la_child_id = file.identifiers.la_child_id.text.substr(0, 200);
                          issue.table = name(table);
                          issue.field = field;
                          issue.row = place.row;
                          issue.line = place.line;
                          issue.path = cin_xpath(at_of(table, place), field);
                          const auto date = cin_date(value);
                          issue.value = date ? date->iso() : value;
                          issue.message = fmt::format(
                              "This lies outside the census year to 31 March {}.", settings_.year);
                          issue.remedy =
                              "Check the dates. It is on record, and the census of that year "
                              "gives it back.";
                          const auto it = row_ids_.find({table, place.row});
                          write_issue(issue, person_,
                                      it == row_ids_.end() ? person_.value : it->second, false, {});
                          return true;
                      });
    }

    // What the checker found and nobody had to keep.
    void write_rest(PersonId person) {
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            if (used_[i]) continue;
            std::int64_t about = 0;
            for (std::size_t t = 0; t < kCinTableNames.size(); ++t)
                if (findings_[i].table == kCinTableNames[t] && findings_[i].row >= 0)
                    if (const auto it =
                            row_ids_.find({static_cast<CinTable>(t),
                                           static_cast<std::uint32_t>(findings_[i].row)});
                        it != row_ids_.end())
                        about = it->second;
            write_issue(findings_[i], person, about, false, {});
        }
    }

    void write_issue(const ReturnIssue& issue, PersonId person, std::int64_t about, bool kept,
                     const std::string& held, std::string_view whole = {}) {
        ++(issue.severity == IssueSeverity::error ? counts_.errors : counts_.queries);
        if (on_issue_) on_issue_(ReturnIssue(issue));
        const std::string_view value = whole.empty() ? std::string_view(issue.value) : whole;
        if (person && issues_known_.contains(signature(person.value, issue.table, issue.field,
                                                       issue.code, value, about)))
            return;
        bulk_.add("import_issue", {{"import_id", settings_.import_id},
                                   {"census_year", settings_.year},
                                   {"person_id", person},
                                   {"la_child_id", issue.la_child_id},
                                   {"file_table", issue.table},
                                   {"field", issue.field},
                                   {"file_row", issue.row},
                                   {"row_id", about == 0 ? Value{} : Value(about)},
                                   {"line", issue.line},
                                   {"path", issue.path},
                                   {"code", issue.code},
                                   {"severity", to_text(issue.severity)},
                                   {"value", value},
                                   {"message", issue.message},
                                   {"remedy", issue.remedy},
                                   {"kept", kept ? 1 : 0},
                                   {"held", held.empty() ? Value{} : Value(held)}});
    }

    void close_issue(std::int64_t id) {
        const auto version = session_.one(kVersion, {{"id", id}},
                                          [](const store::Row& row) { return row.int64(0); });
        if (!version) return;
        const auto closed = store::close_version(session_, record::version_table("import_issue"),
                                                 *version, id, recording());
        if (!closed) throw std::runtime_error("a finding changed while it was imported");
        ++changes_;
    }

    // ---- writing

    store::Recording recording() const { return {context_.subject.worker, context_.now}; }
    void revise(std::string_view table, std::int64_t id, const Values& values) {
        if (values.empty()) return;
        const auto done = writer_.revise(table, id, values);
        if (!done) throw std::runtime_error(fmt::format("{} {} could not be changed", table, id));
        ++changes_;
        ++counts_.rows_changed;
    }
    void audit() {
        store::AuditEvent event;
        event.worker = context_.subject.worker;
        event.purpose = context_.subject.purpose;
        event.action = "import";
        event.object_kind = "person";
        event.object_id = person_.value;
        event.family = recorded_ != nullptr && recorded_->family ? recorded_->family : family_.id;
        event.allowed = true;
        event.rule = "command_line";
        event.at = context_.now;
        session_.audit(std::move(event));
    }

    void start_clocks() {
        if (touched_.empty()) return;
        const auto now = read_recorded(session_, touched_, 0);
        counts_.clocks += start_imported_clocks(session_, context_, settings_.team, now,
                                                [&](PersonId person, ReturnIssue&& issue) {
                                                    write_issue(issue, person, 0, false, {});
                                                });
        bulk_.flush(session_);
    }

    store::Session& session_;
    const record::Context& context_;
    const CinImportSettings& settings_;
    const IssueSink& on_issue_;
    record::RowWriter writer_;
    BulkRows bulk_;
    CinChecker checker_;
    CensusPeriod period_;
    RecordedChildren known_;
    std::unordered_map<std::string, std::size_t> by_id_;  // LA child id -> known_.children
    std::set<std::string> issues_known_;
    CinImportCounts counts_;
    std::vector<PersonId> touched_;

    // The child at hand.
    const CinChild* file_ = nullptr;
    RecordedChild* recorded_ = nullptr;
    PersonId person_;
    NewFamily family_;
    std::vector<ReturnIssue> findings_;
    std::vector<bool> used_;
    std::map<std::pair<CinTable, std::uint32_t>, std::int64_t> row_ids_;
    std::set<const void*> met_;
    std::uint64_t changes_ = 0;
};

}  // namespace

CinImportCounts& CinImportCounts::operator+=(const CinImportCounts& more) {
    made += more.made;
    changed += more.changed;
    unchanged += more.unchanged;
    held += more.held;
    rows_added += more.rows_added;
    rows_changed += more.rows_changed;
    errors += more.errors;
    queries += more.queries;
    clocks += more.clocks;
    return *this;
}

CinImportCounts import_children(store::Session& session, const record::Context& context,
                                const CinImportSettings& settings,
                                const std::vector<CinChild>& children, const IssueSink& on_issue) {
    return Batch(session, context, settings, on_issue).run(children);
}

void add_file_issues(store::Session& session, const record::Context& context,
                     const CinImportSettings& settings, const std::vector<ReturnIssue>& issues) {
    const IssueSink nobody;
    Batch(session, context, settings, nobody).file_issues(issues);
}

}  // namespace hearth::returns
