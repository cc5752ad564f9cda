#include "returns/quality/census_rules.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "base/text.h"
#include "record/accounts.h"
#include "returns/cin_export.h"
#include "returns/cin_number.h"
#include "returns/cin_writer.h"
#include "returns/rules/cin_tables.h"
#include "returns/rules/rule_engine.h"
#include "returns/rules/rule_kit.h"

namespace hearth::returns {
namespace {

constexpr std::size_t kLongestValue = 200;
// Texts of children are never taken out of the pool: the kept engine is made anew at so many.
constexpr std::size_t kMostTexts = 100'000;

// The rows of the record behind the rows of each table, in the order in which number() counts them.
class Origins {
  public:
    void add(const CinChild& child, PersonId person, const RecordedChildren& all) {
        put("ChildIdentifiers", person.value);
        put("ChildCharacteristics", person.value);
        for (std::size_t i = 0; i < child.characteristics.disabilities.size(); ++i)
            put("Disabilities", person.value);
        for (const CinDetails& details : child.details) {
            put("CINdetails", all.id_of(details.place));
            for (const auto& a : details.assessments) {
                put("Assessments", all.id_of(a.place));
                for (std::size_t i = 0; i < a.factors.size(); ++i)
                    put("AssessmentFactorsList", all.id_of(a.place));
            }
            for (const auto& plan : details.plans) put("CINplanDates", all.id_of(plan.place));
            for (const auto& each : details.section47) put("Section47", all.id_of(each.place));
            for (const auto& plan : details.protection_plans) {
                put("ChildProtectionPlans", all.id_of(plan.place));
                for (const auto& group : plan.reviews)
                    for (std::size_t i = 0; i < std::max<std::size_t>(group.dates.size(), 1); ++i)
                        put("Reviews", all.id_of(plan.place));
            }
            for (const auto& each : details.pre_proceedings)
                put("PreProceedings", all.id_of(each.place));
        }
    }
    std::int64_t row(const std::string& table, std::int32_t at) const {
        const auto found = rows_.find(table);
        const auto place = static_cast<std::size_t>(at);
        return at < 0 || found == rows_.end() || place >= found->second.size()
                   ? 0
                   : found->second[place];
    }

  private:
    void put(const char* table, std::int64_t row) { rows_[table].push_back(row); }
    std::map<std::string, std::vector<std::int64_t>, std::less<>> rows_;
};

// One reading of the record into the frames, and the way back.
class Loaded {
  public:
    Loaded(store::Session& session, Frames& frames, int year, const std::vector<PersonId>* only,
           Instant now)
        : frames_(frames), tables_(frames) {
        std::array<std::uint32_t, kCinTableNames.size()> rows{};
        std::uint32_t position = 0;
        const CinExportOptions options{.year = year};
        each_census_record(session, options, only,
                           [&](RecordedChild&& r, const RecordedChildren& all) {
                               origins_.add(r.child, r.person, all);
                               number(r.child, ++position, rows);
                               tables_.add(r.child);
                               children_.push_back({r.person, r.family});
                           });
        std::string code;
        if (const auto authority = record::authority(session)) code = authority->la_code;
        CinHeader header = cin_header(year, {.authority = code, .release = "1"}, now);
        header.place.line = 1;
        for (CinSource& source : header.sources) source.place.line = 1;
        tables_.finish(header, year);
    }
    std::uint64_t children() const { return children_.size(); }

    void tell(const RuleFile& rule, const RuleOutcome& outcome, bool whole,
              std::vector<RecordFault>& out) const {
        struct Cell {
            std::int32_t child, row;
            std::uint16_t field;
            std::size_t table;  // place of its table among those that the rule names
        };
        std::vector<std::string> tables;
        std::vector<std::size_t> table_of;
        for (const std::string& field : rule.fields) {
            const std::string table = field.substr(0, field.find('.'));
            const auto known = std::find(tables.begin(), tables.end(), table);
            table_of.push_back(static_cast<std::size_t>(known - tables.begin()));
            if (known == tables.end()) tables.push_back(table);
        }
        std::vector<Cell> cells;
        std::map<std::int32_t, std::size_t> first;  // by child: the table where its faults stand
        for (const FoundCell& found : outcome.cells) {
            const std::size_t table = table_of[found.field];
            const std::int32_t child = child_of(tables[table], found.row);
            if (child < 0 && !whole) continue;
            cells.push_back({child, found.row, found.field, table});
            const auto [at, fresh] = first.emplace(child, table);
            if (!fresh) at->second = std::min(at->second, table);
        }
        std::set<std::pair<std::int32_t, std::int64_t>> told;
        for (const Cell& cell : cells) {
            if (first.at(cell.child) != cell.table) continue;
            const std::int64_t origin = origins_.row(tables[cell.table], cell.row);
            // Rows that an import kept aside have no number: each stands for itself.
            if (!told.emplace(cell.child, origin != 0 ? origin : -1 - cell.row).second) continue;
            RecordFault fault;
            fault.rule = &rule;
            fault.table = tables[cell.table];
            fault.field = rule.fields[cell.field].substr(fault.table.size() + 1);
            fault.row = origin;
            if (cell.child >= 0) {
                const auto& child = children_[static_cast<std::size_t>(cell.child)];
                fault.person = child.first;
                fault.family = child.second;
            }
            CinTables::Where where = tables_.where(fault.table, fault.field, cell.row);
            fault.la_child_id = std::move(where.la_child_id);
            fault.value = shorten(where.value, kLongestValue);
            out.push_back(std::move(fault));
        }
    }

  private:
    std::int32_t child_of(const std::string& table, std::int32_t row) const {
        if (row < 0) return -1;
        const Frame* frame = frames_.find(table);
        const auto column = frame == nullptr ? std::nullopt : frame->column("child_no");
        const auto place = column ? frame->place_of(row) : std::nullopt;
        return place ? frame->cell(*column, *place) : -1;
    }

    const Frames& frames_;
    CinTables tables_;
    Origins origins_;
    std::vector<std::pair<PersonId, FamilyId>> children_;  // by their number
};

RecordFindings run(RuleEngine& engine, const Loaded& loaded, const RuleSet& set, int year,
                   bool whole) {
    RecordFindings out;
    out.year = year;
    out.children = loaded.children();
    out.rules = set.of(year);
    for (const RuleFile* rule : out.rules) {
        const RuleOutcome outcome = engine.run(*rule);
        if (outcome.ran)
            loaded.tell(*rule, outcome, whole, out.faults);
        else
            out.rules_not_run.push_back({rule->code, outcome.reason, rule->path, outcome.line});
    }
    return out;
}

// An engine whose tables are filled again and again.
struct KeptEngine {
    KeptEngine(const RuleKit& kit)
        : frames(kit.schema.tables), engine(kit.schema, frames, kit.holidays) {
        engine.keep_prepared();
    }
    Frames frames;
    RuleEngine engine;
};

}  // namespace

struct CensusRules::Impl {
    RuleKit kit;
    std::mutex one_at_a_time;
    std::unique_ptr<KeptEngine> kept;
};

CensusRules::CensusRules(const std::string& practice, const std::string& local_rules)
    : impl_(std::make_unique<Impl>()) {
    impl_->kit = read_rule_kit(practice, "cin", local_rules);
}
CensusRules::~CensusRules() = default;

RecordFindings CensusRules::whole_record(store::Session& session, int year, Instant now) const {
    Frames frames(impl_->kit.schema.tables);
    const Loaded loaded(session, frames, year, nullptr, now);
    RuleEngine engine(impl_->kit.schema, frames, impl_->kit.holidays);
    return run(engine, loaded, impl_->kit.rules, year, true);
}

RecordFindings CensusRules::of_people(store::Session& session, int year,
                                      const std::vector<PersonId>& people, Instant now) const {
    const std::scoped_lock lock(impl_->one_at_a_time);
    auto& kept = impl_->kept;
    // What tables.sql does after loading is done when an engine is made.
    const bool anew = kept == nullptr || kept->frames.texts().size() > kMostTexts ||
                      !impl_->kit.schema.after_loading.empty();
    if (!anew) {
        for (const auto& frame : kept->frames.all()) frame->clear();
        const Loaded loaded(session, kept->frames, year, &people, now);
        return run(kept->engine, loaded, impl_->kit.rules, year, false);
    }
    kept.reset();
    if (!impl_->kit.schema.after_loading.empty()) {
        Frames frames(impl_->kit.schema.tables);
        const Loaded loaded(session, frames, year, &people, now);
        RuleEngine engine(impl_->kit.schema, frames, impl_->kit.holidays);
        return run(engine, loaded, impl_->kit.rules, year, false);
    }
    kept = std::make_unique<KeptEngine>(impl_->kit);
    const Loaded loaded(session, kept->frames, year, &people, now);
    return run(kept->engine, loaded, impl_->kit.rules, year, false);
}

bool CensusRules::compares_children(const RuleFile& rule) {
    const auto names = [&](std::string_view field) {
        return std::any_of(rule.fields.begin(), rule.fields.end(),
                           [&](const std::string& each) { return each.ends_with(field); });
    };
    return names(".LAchildID") || names(".UPN") || names(".FormerUPN");
}

}  // namespace hearth::returns
