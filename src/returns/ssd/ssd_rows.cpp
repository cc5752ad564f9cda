#include "returns/ssd/ssd_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "record/people.h"
#include "returns/ssd/ssd_values.h"

namespace hearth::returns {
namespace {

using record::Values;
using store::Value;

std::size_t place_of(const SsdTable& table, std::string_view field) {
    const auto fields = ssd_fields(table);
    return static_cast<std::size_t>(std::find(fields.begin(), fields.end(), field) -
                                    fields.begin());
}

// The field that says whose row it is, for the findings.
std::string_view person_field(const SsdTable& table) {
    if (table.name == "ssd_mother") return "moth_childs_person_id";
    if (table.name == "ssd_person") return "pers_person_id";
    if (table.name == "ssd_cla_immunisations") return "clai_person_id";
    for (const auto field : ssd_fields(table))
        if (field.ends_with("_person_id")) return field;
    return {};
}

}  // namespace

SsdCounts& SsdCounts::operator+=(const SsdCounts& more) {
    rows += more.rows;
    added += more.added;
    changed += more.changed;
    unchanged += more.unchanged;
    held += more.held;
    people_new += more.people_new;
    people_changed += more.people_changed;
    people_same += more.people_same;
    errors += more.errors;
    queries += more.queries;
    return *this;
}

SsdBatch::SsdBatch(store::Session& session, const record::Context& context,
                   const SsdSettings& settings, const IssueSink& on_issue)
    : session_(session),
      context_(context),
      settings_(settings),
      on_issue_(on_issue),
      writer_(session, context),
      bulk_(context),
      ids_(session, context, settings.into_empty) {}

const std::string& SsdBatch::cell(const At& at, std::string_view field) const {
    static const std::string nothing;
    const auto i = place_of(at.table, field);
    return i < at.row.cells.size() ? at.row.cells[i] : nothing;
}

void SsdBatch::issue(const At& at, std::string_view field, std::string code, IssueSeverity severity,
                     std::string message, std::string remedy) {
    ReturnIssue out;
    out.code = std::move(code);
    out.severity = severity;
    out.table = at.table.name;
    out.field = field;
    out.row = at.row.index;
    out.path = fmt::format("{}.csv", at.table.name);
    out.line = static_cast<std::uint32_t>(at.row.line);
    out.value = shorten(cell(at, field), 100);
    out.message = std::move(message);
    out.remedy = std::move(remedy);
    std::int64_t person = 0;
    if (const auto who = person_field(at.table); !who.empty()) {
        out.la_child_id = cell(at, who);
        person = ids_.of("ssd_person", out.la_child_id);
    }
    finding(std::move(out), person);
}

void SsdBatch::finding(ReturnIssue&& issue, std::int64_t person) {
    ++(issue.severity == IssueSeverity::error ? counts_.errors : counts_.queries);
    if (settings_.place) settings_.place(issue);
    bulk_.add("import_issue",
              {{"import_id", settings_.import_id},
               {"census_year", settings_.year != 0 ? settings_.year : settings_.as_at.year()},
               {"person_id", person == 0 ? Value{} : Value(person)},
               {"la_child_id", issue.la_child_id},
               {"file_table", issue.table},
               {"field", issue.field},
               {"file_row", issue.row},
               {"line", issue.line},
               {"path", issue.path},
               {"code", issue.code},
               {"severity", to_text(issue.severity)},
               {"value", issue.value},
               {"message", issue.message},
               {"remedy", issue.remedy},
               {"kept", issue.row >= 0 && !settings_.partial ? 1 : 0}});
    if (on_issue_) on_issue_(std::move(issue));
}

void SsdBatch::ask_ids(const SsdTable& table, const std::vector<SsdRow>& rows) {
    const auto fields = ssd_fields(table);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto space = ssd_space(table, fields[i]);
        if (space.empty()) continue;
        for (const auto& row : rows) ids_.need(space, row.cells[i]);
    }
    ids_.find();
}

bool SsdBatch::reference(const At& at, const SsdField& field, bool required, Value& value) {
    const auto& theirs = cell(at, field.field);
    const auto id = ids_.of(field.more, theirs);
    if (id != 0) {
        value = Value(id);
        return true;
    }
    const bool must_be_known = field.more == "ssd_person" &&
                               (required || (at.table.name == "ssd_contacts" && !theirs.empty()));
    if (must_be_known) {
        issue(at, field.field, theirs.empty() ? "no_id" : "unknown_id", IssueSeverity::error,
              theirs.empty() ? "The row does not say whose it is."
                             : "No row of the files has this id.",
              "Put the person into ssd_person.csv, or mend the id, and import the files again.");
        return false;
    }
    if (!theirs.empty() || required)
        issue(at, field.field, theirs.empty() ? "no_id" : "unknown_id", IssueSeverity::query,
              theirs.empty() ? "The row does not say what it belongs to."
                             : "No row of the files, and none of the record, has this id.",
              "Write the extract again with the row that it means, or join them in the record.");
    value = required ? Value(0) : Value{};  // 0: an id that names nothing
    return true;
}

bool SsdBatch::values_of(const At& at, const SsdMapping& mapping, const SsdFile& file,
                         std::uint64_t mask, Values& values) {
    const auto& columns = *record::record_catalog().find(mapping.record);
    for (const auto& field : mapping.fields) {
        if (!file.has(field.field)) continue;
        if ((mask >> place_of(at.table, field.field) & 1U) == 0) continue;
        const auto& column = *columns.find(field.column);
        const auto& text = cell(at, field.field);
        if (settings_.partial && text.empty() && !column.required) continue;
        if (field.via == SsdVia::ref) {
            Value value;
            if (!reference(at, field, column.required, value)) return false;
            values.insert_or_assign(std::string(field.column), std::move(value));
            continue;
        }
        if (field.via == SsdVia::street) {
            const auto street = ssd_street(text);
            if (!street && !text.empty())
                issue(at, field.field, "not_json", IssueSeverity::query,
                      "The address should be the JSON that the dataset asks for.",
                      "It was kept as one line: check it in the child’s record.");
            values.insert_or_assign("line1", Value(street ? street->line1 : text));
            if (street && !street->town.empty())
                values.insert_or_assign("town", Value(street->town));
            continue;
        }
        auto said = ssd_value(field, column, text);
        if (!said.value) {
            issue(at, field.field, said.code, IssueSeverity::error, said.message, said.remedy);
            continue;
        }
        if (said.value->is_null() && (column.required || column.preset)) continue;
        values.insert_or_assign(std::string(field.column), std::move(*said.value));
    }
    return true;
}

// What a new row must have and the file does not give. A beginning is never made up.
bool SsdBatch::complete(const At& at, const SsdMapping& mapping, Values& values) {
    using practice::ColumnType;
    for (const auto& column : record::record_catalog().find(mapping.record)->columns) {
        if (!column.required || record::is_header(column.name) || column.name == "entry_id" ||
            values.contains(column.name))
            continue;
        const auto field =
            std::find_if(mapping.fields.begin(), mapping.fields.end(),
                         [&](const SsdField& one) { return one.column == column.name; });
        const bool is_date = column.type == ColumnType::date || column.type == ColumnType::instant;
        if (field == mapping.fields.end()) {
            // not in the dataset: true at least since the day that the files tell of
            values.emplace(column.name, is_date                           ? Value(settings_.as_at)
                                        : column.type == ColumnType::text ? Value("")
                                                                          : Value(0));
            continue;
        }
        if (column.type == ColumnType::text) {
            values.emplace(column.name, Value(""));
            continue;
        }
        if (settings_.partial && at.table.name == "ssd_cla_care_plan") {
            values.emplace(column.name, Value(settings_.as_at));  // true on that day, at the latest
            continue;
        }
        issue(at, field->field, "missing_required", IssueSeverity::error,
              is_date ? "Without this date the record cannot hold the row."
                      : "Without this value the record cannot hold the row.",
              "Add it in the old system or in the file, and import the files again.");
        return false;
    }
    return true;
}

// The field by whose day a row is known again, and its column.
static std::pair<std::string_view, std::string_view> day_of(const SsdMapping& mapping) {
    for (const auto& field : mapping.fields)
        if (field.via == SsdVia::plain && ssd_is_date(field.field) && field.column != "due_date" &&
            mapping.table != "ssd_person")
            return {field.field, field.column};
    return {};
}

void SsdBatch::read_days(const SsdTable& table, const SsdMapping& mapping,
                         const std::vector<SsdRow>& rows) {
    by_day_.clear();
    const auto [field, column] = day_of(mapping);
    const auto whose = person_field(table);
    // Allocations are of families.
    if (field.empty() || whose.empty() || table.name == "ssd_involvements") return;
    // A young person has one row as a care leaver.
    const bool once = table.name == "ssd_care_leavers";
    std::vector<std::int64_t> people;
    for (const auto& row : rows)
        if (const auto id = ids_.of("ssd_person", cell({table, row}, whose)); id != 0)
            people.push_back(id);
    const auto sql = store::Sql::trusted(
        fmt::format("days_{}", table.name),
        fmt::format("SELECT person_id, {0} AS known_on, min(id), count(*) FROM {1} WHERE "
                    "superseded_at = '9999-12-31T23:59:59.999Z' AND {2} AND person_id IN (SELECT "
                    "value FROM each_id(:ids)) GROUP BY 1, 2",
                    once ? std::string("''") : fmt::format("substr({}, 1, 10)", column),
                    mapping.record, mapping.where.empty() ? "1 = 1" : mapping.where));
    session_.each(sql, {{"ids", people}}, [&](const store::Row& row) {
        if (row.int64(3) == 1) by_day_[{row.int64(0), std::string(row.text(1))}] = row.int64(2);
    });
}

std::int64_t SsdBatch::known_id(const At& at) {
    const auto& key = cell(at, ssd_key(at.table));
    if (at.table.name == "ssd_cla_immunisations" && settings_.partial) {
        const auto it =
            by_day_.find({ids_.of("ssd_person", key), cell(at, "clai_immunisations_status_date")});
        return it == by_day_.end() ? 0 : it->second;
    }
    if (at.table.name == "ssd_cla_immunisations") {
        const auto it = by_person_.find(ids_.of("ssd_person", key));
        return it == by_person_.end() ? 0 : it->second;
    }
    if (const auto id = ids_.of(at.table.name, key); id != 0 || !settings_.partial) return id;
    const auto* mapping = ssd_mapping(at.table.name);
    const auto whose = person_field(at.table);
    if (mapping == nullptr || whose.empty()) return 0;
    const bool once = at.table.name == "ssd_care_leavers";
    const auto day = once ? std::string() : cell(at, day_of(*mapping).first);
    const auto it = by_day_.find({ids_.of("ssd_person", cell(at, whose)), day});
    if (it == by_day_.end() || (day.empty() && !once) ||
        !ids_.name(at.table.name, key, std::to_string(it->second)))
        return 0;
    return it->second;
}

void SsdBatch::rows(const SsdTable& table, const SsdFile& file, const std::vector<SsdRow>& rows,
                    const SsdChanges& changes) {
    counts_.rows += rows.size();
    std::vector<SsdRow> wanted;
    const bool of_people = table.name == "ssd_person";
    for (const auto& row : rows) {
        const auto known = changes.find(row.cells[place_of(table, ssd_key(table))]);
        if (known != changes.end() && known->second == 0) {
            ++counts_.unchanged;
            if (of_people) ++counts_.people_same;
            continue;
        }
        wanted.push_back(row);
    }
    if (wanted.empty()) return;
    ask_ids(table, wanted);
    ask_more(table, wanted);
    if (table.name == "ssd_assessment_factors") return factors(wanted, table);
    const auto* mapping = ssd_mapping(table.name);
    if (settings_.partial && mapping != nullptr) read_days(table, *mapping, wanted);
    for (const auto& row : wanted) {
        const At at{table, row};
        if (table.name == "ssd_involvements") {
            involvement(at);
            continue;
        }
        if (table.name == "ssd_s251_finance") {
            const auto& placement = cell(at, "s251_cla_placement_id");
            if (const auto ours = ids_.text_of("ssd_cla_placement", placement))
                ids_.name(table.name, cell(at, "s251_table_id"), *ours);
            continue;
        }
        if (mapping == nullptr) continue;
        const auto& key = cell(at, ssd_key(table));
        if (key.empty()) {
            ++counts_.held;
            issue(at, ssd_key(table), "no_id", IssueSeverity::error, "The row has no id.",
                  "Give it one and import the files again.");
            continue;
        }
        auto id = known_id(at);
        const bool is_new = id == 0;
        const auto seen = changes.find(key);
        const std::uint64_t mask = is_new || seen == changes.end() ? ~0ULL : seen->second;
        Values values;
        if (!values_of(at, *mapping, file, mask, values) || !special(at, values, is_new) ||
            (is_new && !complete(at, *mapping, values))) {
            ++counts_.held;
            continue;
        }
        if (table.name == "ssd_cla_episodes") name_period(at);
        if (!is_new) {
            changed(at, *mapping, id, values);
            continue;
        }
        if (!mapping->fixed_column.empty())
            values.insert_or_assign(std::string(mapping->fixed_column),
                                    Value(mapping->fixed_value));
        id = table.name == "ssd_cla_immunisations" ? context_.ids.make(context_.now)
                                                   : ids_.make(table.name, key);
        bulk_.add_as(mapping->record, id, values);
        if (of_people) ++counts_.people_new;
        added(at, id, values);
    }
}

void SsdBatch::revise(std::string_view table, std::int64_t id, Values& values) {
    const auto now = writer_.current(table, id);
    if (!now) return;
    std::erase_if(values, [&](const auto& one) {
        const auto it = now->find(one.first);
        return it == now->end() || it->second == one.second;
    });
    if (values.empty()) return;
    if (!writer_.revise(table, id, values))
        throw std::runtime_error(fmt::format("{} {} could not be changed", table, id));
    ++counts_.changed;
}

void SsdBatch::changed(const At& at, const SsdMapping& mapping, std::int64_t id, Values& values) {
    const auto before = counts_.changed;
    const bool renamed =
        at.table.name == "ssd_person" && (values.contains("given") || values.contains("surname"));
    // The files tell the day of an episode of going missing, the record the hour as well.
    if (mapping.record == "missing_episode") {
        if (const auto now = writer_.current(mapping.record, id))
            std::erase_if(values, [&](const auto& one) {
                if (one.first != "started_at" && one.first != "ended_at") return false;
                const auto& had = now->at(one.first);
                if (had.is_null() || one.second.is_null()) return false;
                const auto then = Instant::parse(had.text());
                const auto said = Instant::parse(one.second.text());
                return then && said && date_of(*then) == date_of(*said);
            });
    }
    if (at.table.name == "ssd_contacts") contact(at, id, false);
    revise(mapping.record, id, values);
    if (renamed) renamed_.push_back(PersonId{id});
    const bool any = counts_.changed != before;
    if (!any) ++counts_.unchanged;
    if (at.table.name == "ssd_person") ++(any ? counts_.people_changed : counts_.people_same);
}

SsdCounts SsdBatch::finish() {
    counts_.added = bulk_.added() - (counts_.errors + counts_.queries);
    bulk_.flush(session_);
    ids_.flush();
    for (const auto person : renamed_) record::index_names(session_, person);
    return counts_;
}

}  // namespace hearth::returns
