// Long because: reading, comparing and writing of a table share one position, so that a cut-off
// import goes on.
#include "returns/ssd/ssd_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <unordered_set>

#include "base/hash.h"
#include "base/text.h"
#include "record/accounts.h"
#include "returns/cin_import_authority.h"
#include "returns/ssd/ssd_compare.h"
#include "returns/ssd/ssd_file.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;
using store::Sql;

constexpr std::size_t kIssuesListed = 10'000;

constexpr Sql kFind{"ssd_find", R"(
SELECT id, status, position, into_empty, as_at FROM import_file WHERE sha256 = :sha256 AND kind = :kind)"};
constexpr Sql kAnyone{"ssd_anyone", "SELECT count(*) FROM (SELECT 1 FROM person LIMIT 1) p"};
constexpr Sql kAgency{"ssd_agency", R"(
SELECT id FROM agency WHERE kind = 'local_authority' AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id LIMIT 1)"};
constexpr Sql kBegin{"ssd_begin", R"(
INSERT INTO import_file (id, kind, source_name, sha256, census_year, authority_code, as_at, started_at, status, imported_by, position, into_empty)
VALUES (:id, :kind, :source, :sha256, :year, :code, :as_at, :now, 'running', :by, '0:0', :into_empty))"};
constexpr Sql kAdvance{"ssd_advance", R"(
UPDATE import_file
SET position = :position, children_done = children_done + :people, children_new = children_new + :made,
    children_changed = children_changed + :changed, children_unchanged = children_unchanged + :same,
    rows_added = rows_added + :added, rows_changed = rows_changed + :revised
WHERE id = :id)"};
constexpr Sql kEnd{"ssd_end", R"(
UPDATE import_file SET status = :status, finished_at = :now WHERE id = :id)"};

// The order in which rows can find what they point to.
constexpr std::string_view kOrder[] = {"ssd_department",
                                       "ssd_professionals",
                                       "ssd_person",
                                       "ssd_family",
                                       "ssd_mother",
                                       "ssd_address",
                                       "ssd_disability",
                                       "ssd_immigration_status",
                                       "ssd_linked_identifiers",
                                       "ssd_contacts",
                                       "ssd_early_help_episodes",
                                       "ssd_cin_episodes",
                                       "ssd_cin_assessments",
                                       "ssd_assessment_factors",
                                       "ssd_cin_plans",
                                       "ssd_cin_visits",
                                       "ssd_s47_enquiry",
                                       "ssd_initial_cp_conference",
                                       "ssd_cp_plans",
                                       "ssd_cp_reviews",
                                       "ssd_cp_visits",
                                       "ssd_cla_episodes",
                                       "ssd_cla_placement",
                                       "ssd_legal_status",
                                       "ssd_cla_visits",
                                       "ssd_cla_reviews",
                                       "ssd_cla_care_plan",
                                       "ssd_cla_health",
                                       "ssd_cla_immunisations",
                                       "ssd_cla_substance_misuse",
                                       "ssd_cla_convictions",
                                       "ssd_sdq_scores",
                                       "ssd_cla_previous_permanence",
                                       "ssd_permanence",
                                       "ssd_missing",
                                       "ssd_care_leavers",
                                       "ssd_voice_of_child",
                                       "ssd_pre_proceedings",
                                       "ssd_send",
                                       "ssd_ehcp_requests",
                                       "ssd_ehcp_assessment",
                                       "ssd_ehcp_named_plan",
                                       "ssd_ehcp_active_plans",
                                       "ssd_sen_need",
                                       "ssd_involvements",
                                       "ssd_s251_finance",
                                       "ssd_api_data_staging"};
// Those of other returns that the dataset lacks (ssd_wide_table).
constexpr std::string_view kMore[] = {"ssd_liberty_order", "ssd_adopter"};

struct Source {
    const SsdTable* table = nullptr;
    fs::path path;
    std::unique_ptr<SsdFile> file;
};
enum class Work : std::uint8_t { rows, lone_children, identifiers, keep };
struct Step {
    Work work;
    Source* source;
};

std::string hash_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(fmt::format("{} cannot be opened", path.string()));
    Sha256Hasher hasher;
    std::string block(1 << 20, '\0');
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        hasher.update(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
    }
    return hasher.finish().hex();
}

class Import {
  public:
    Import(store::Database& db, const practice::Practice& practice, const access::Policy& policy,
           const SsdImportOptions& options)
        : db_(db), practice_(practice), policy_(policy), options_(options) {}

    Result<SsdImportReport> run() {
        report_.source = options_.folder.filename().string();
        if (report_.source.empty()) report_.source = options_.folder.parent_path().filename();
        if (auto owner = check_owner(); !owner) return owner.failure();
        if (!options_.texts.empty()) report_.source = options_.source;
        if (auto files = options_.texts.empty() ? find_files() : take_texts(); !files)
            return files.failure();
        plan();
        begin();
        if (report_.seen_before) return std::move(report_);
        read_people();
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (options_.on_progress) options_.on_progress(i, steps_.size());
            if (i >= first_step_) take(i, i == first_step_ ? first_row_ : 0);
        }
        if (options_.on_progress) options_.on_progress(steps_.size(), steps_.size());
        finish();
        return std::move(report_);
    }

  private:
    Result<Done> check_owner() {
        const auto owner =
            db_.read([](store::Session& session) { return record::authority(session); });
        if (owner && !options_.authority.empty() && owner->name != options_.authority)
            return invalid("authority", "other_authority",
                           fmt::format("This database holds the record of {}. Give --authority "
                                       "\"{}\", or another folder.",
                                       owner->name, owner->name));
        if (!owner && options_.authority.empty())
            return invalid("authority", "required",
                           "There is no authority here yet. Give its name with --authority.");
        settings_.authority = owner ? owner->name : options_.authority;
        return Done{};
    }

    void heard(ReturnIssue&& issue) {
        if (listening_) pending_.push_back(std::move(issue));
    }

    Result<Done> find_files() {
        std::error_code error;
        std::map<std::string, fs::path> found;
        for (const auto& entry : fs::directory_iterator(options_.folder, error)) {
            if (!entry.is_regular_file()) continue;
            const auto name = lower_ascii(entry.path().filename().string());
            if (name.ends_with(".csv")) found[name.substr(0, name.size() - 4)] = entry.path();
        }
        if (error)
            return invalid(
                "folder", "not_a_folder",
                fmt::format("{} is no folder that can be read.", options_.folder.string()));
        Sha256Hasher all;
        const auto sink = [this](ReturnIssue&& issue) { heard(std::move(issue)); };
        for (const auto name : kOrder) {
            const auto it = found.find(std::string(name));
            if (it == found.end()) {
                report_.absent.emplace_back(name);
                continue;
            }
            Source source;
            source.table = &ssd_table(name);
            source.path = it->second;
            all.update(fmt::format("{} {}\n", name, hash_of(it->second)));
            found.erase(it);
            auto file = SsdFile::open(source.path, *source.table, sink);
            if (!file) {
                const auto* wrong = std::get_if<Invalid>(&file.failure());
                if (wrong == nullptr) return file.failure();
                ReturnIssue issue;
                issue.code = wrong->errors.front().code;
                issue.table = name;
                issue.path = source.path.filename().string();
                issue.message = wrong->errors.front().message;
                issue.remedy = "This file was not read. Mend it and import the files again.";
                pending_.push_back(std::move(issue));
                continue;
            }
            source.file = std::move(file).value();
            sources_.push_back(std::move(source));
        }
        const auto log = found.find("ssd_version_log");
        if (log != found.end()) {
            // The log is about the extract, not about children: it says who wrote it.
            auto file = SsdFile::open(log->second, ssd_table("ssd_version_log"), {});
            SsdRow row;
            if (file && file.value()->next(row)) settings_.ours = row.cells[5] == "hearth";
            all.update(fmt::format("ssd_version_log {}\n", hash_of(log->second)));
            found.erase(log);
        }
        for (const auto& [name, path] : found) {
            ReturnIssue issue;
            issue.code = "file_unknown";
            issue.severity = IssueSeverity::query;
            issue.path = path.filename().string();
            issue.value = shorten(issue.path, 100);
            issue.message = "The dataset has no such table, so the file was not read.";
            issue.remedy = "Nothing needs doing unless it should be one of the dataset’s files.";
            pending_.push_back(std::move(issue));
        }
        if (sources_.empty())
            return invalid("folder", "no_dataset",
                           fmt::format("{} holds no file of the Standard Safeguarding Dataset that "
                                       "can be read (ssd_person.csv and others).{}",
                                       options_.folder.string(),
                                       pending_.empty() ? "" : " " + pending_.front().message));
        sha256_ = all.finish().hex();
        return Done{};
    }

    Result<Done> take_texts() {
        Sha256Hasher all;
        settings_.partial = true;
        settings_.place = options_.place;
        pending_ = options_.findings;
        std::vector<std::string_view> names(std::begin(kOrder), std::end(kOrder));
        names.insert(names.end(), std::begin(kMore), std::end(kMore));
        for (const auto name : names) {
            const auto it = options_.texts.find(std::string(name));
            if (it == options_.texts.end()) continue;
            all.update(fmt::format("{} {}\n{}", name, it->second.size(), it->second));
            Source source;
            source.table = &ssd_wide_table(name);
            auto file = SsdFile::over(it->second, *source.table, {});
            if (!file) return file.failure();
            source.file = std::move(file).value();
            sources_.push_back(std::move(source));
        }
        sha256_ = options_.sha256.empty() ? all.finish().hex() : options_.sha256;
        return Done{};
    }

    void plan() {
        for (auto& source : sources_) {
            report_.tables.push_back({std::string(source.table->name), 0, 0, 0});
            steps_.push_back({Work::rows, &source});
            if (source.table->name == "ssd_person") people_ = &source;
        }
        if (people_ != nullptr) {
            // After the families, or after the people when no file tells of families.
            const auto after = [&](std::string_view first, std::string_view second) {
                auto it = std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) {
                    return step.source->table->name == first;
                });
                if (it == steps_.end())
                    it = std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) {
                        return step.source->table->name == second;
                    });
                return it + 1;
            };
            steps_.insert(after("ssd_family", "ssd_person"), {Work::lone_children, people_});
            steps_.insert(after("ssd_linked_identifiers", "ssd_person"),
                          {Work::identifiers, people_});
        }
        if (!settings_.partial)
            for (auto& source : sources_) steps_.push_back({Work::keep, &source});
    }

    access::Subject nobody(Instant now) const {
        access::Subject subject;  // the system itself: worker 0
        subject.purpose = "administration";
        subject.at = now;
        return subject;
    }
    template <class F>
    auto write(F&& f) {
        const Instant now = db_.clock().now();
        const auto subject = nobody(now);
        const record::Context context{practice_, policy_, subject, now, ids_maker_};
        return db_.write([&](store::Session& session) { return f(session, context); });
    }

    void begin() {
        struct Begun {
            ImportInto into;
            std::int64_t id = 0, agency = 0;
            std::string status, position;
            bool into_empty = false, made = false;
            std::optional<Date> as_at;
        };
        const Date today = db_.clock().today();
        settings_.year = options_.year;
        const auto begun = write([&](store::Session& session,
                                     const record::Context& context) -> Begun {
            Begun out;
            session.each(kFind, {{"sha256", sha256_}, {"kind", options_.kind}},
                         [&](const store::Row& row) {
                             out.id = row.int64(0);
                             out.status = row.text(1);
                             out.position = row.text(2);
                             out.into_empty = row.yes(3);
                             out.as_at = row.date(4);
                         });
            if (out.id == 0 && settings_.partial) {
                out.made = true;
            } else if (out.id == 0) {
                out.into_empty = session.one(kAnyone, {}, [](const store::Row& row) {
                    return row.int64(0);
                }) == 0;
                out.made = true;
            }
            out.into = import_into(session, context, options_.authority, "000", options_.profile);
            out.agency =
                session.one(kAgency, {}, [](const store::Row& row) { return row.int64(0); })
                    .value_or(0);
            if (!out.made) return out;
            out.id = context.ids.make(context.now);
            session.execute(kBegin, {{"id", out.id},
                                     {"kind", options_.kind},
                                     {"source", report_.source},
                                     {"sha256", sha256_},
                                     {"year", options_.year == 0 ? today.year() : options_.year},
                                     {"code", ""},
                                     {"as_at", options_.as_at.value_or(today)},
                                     {"now", context.now},
                                     {"by", context.subject.worker.value},
                                     {"into_empty", out.into_empty}});
            return out;
        });
        report_.import_id = settings_.import_id = begun.id;
        report_.into_empty = settings_.into_empty = begun.into_empty;
        report_.made_authority = begun.into.made;
        if (begun.into.made) report_.manager = kImportManager;
        report_.seen_before = begun.status == "complete" || begun.status == "incomplete";
        settings_.as_at = begun.as_at.value_or(options_.as_at.value_or(today));
        settings_.team = begun.into.team;
        settings_.agency = begun.agency;
        settings_.people = &who_;
        listening_ = false;
        if (!begun.made && !report_.seen_before) {
            report_.resumed = true;
            const auto colon = begun.position.find(':');
            std::from_chars(begun.position.data(), begun.position.data() + colon, first_step_);
            if (colon != std::string::npos)
                std::from_chars(begun.position.data() + colon + 1,
                                begun.position.data() + begun.position.size(), first_row_);
            if (first_step_ != 0 || first_row_ != 0) pending_.clear();  // said already
        }
    }

    // Who is served although grown up, and who is a mother.
    void read_people() {
        const std::pair<std::string_view, std::string_view> served[] = {
            {"ssd_cin_episodes", "cine_person_id"},
            {"ssd_cla_episodes", "clae_person_id"},
            {"ssd_care_leavers", "clea_person_id"},
            {"ssd_early_help_episodes", "earl_person_id"},
            {"ssd_contacts", "cont_person_id"}};
        const auto read = [&](std::string_view table, std::string_view field, auto& into) {
            for (auto& source : sources_) {
                if (source.table->name != table) continue;
                const auto fields = ssd_fields(*source.table);
                const auto place = static_cast<std::size_t>(
                    std::find(fields.begin(), fields.end(), field) - fields.begin());
                source.file->rewind();
                SsdRow row;
                while (source.file->next(row))
                    if (!row.cells[place].empty()) into.insert(row.cells[place]);
            }
        };
        for (const auto& [table, field] : served) read(table, field, who_.served);
        read("ssd_mother", "moth_person_id", who_.mothers);
    }

    struct Outcome {
        SsdCounts counts;
        std::vector<ReturnIssue> issues;
    };

    void take(std::size_t step, std::size_t skip) {
        Source& source = *steps_[step].source;
        if (steps_[step].work == Work::keep) return keep(step, source);
        const bool of_rows = steps_[step].work == Work::rows;
        SsdChanges changes;
        if (of_rows && !settings_.into_empty && !settings_.partial)
            changes = db_.read([&](store::Session& session) {
                return ssd_changes(session, *source.table, *source.file);
            });
        const auto fields = ssd_fields(*source.table);
        const auto key = static_cast<std::size_t>(
            std::find(fields.begin(), fields.end(), ssd_key(*source.table)) - fields.begin());
        std::unordered_set<std::string> seen;
        source.file->rewind();
        listening_ = false;
        std::vector<SsdRow> batch;
        std::size_t row_number = 0;
        SsdRow row;
        for (;;) {
            listening_ = of_rows && row_number >= skip;
            if (!source.file->next(row)) break;
            ++row_number;
            // Of the children's immunisations other returns tell year by year.
            const bool yearly = settings_.partial && source.table->name == "ssd_cla_immunisations";
            const bool twin =
                !yearly && !row.cells[key].empty() && !seen.insert(row.cells[key]).second;
            if (row_number <= skip) continue;
            if (twin) {
                if (of_rows) say_twin(source, row, row.cells[key]);
            } else {
                batch.push_back(row);
            }
            if (batch.size() >= options_.batch) {
                flush(step, source, batch, changes, row_number);
                batch.clear();
            }
        }
        listening_ = false;
        flush(step, source, batch, changes, row_number, true);
    }

    void say_twin(const Source& source, const SsdRow& row, const std::string& id) {
        ReturnIssue issue;
        issue.code = "same_id_twice";
        issue.severity = IssueSeverity::query;
        issue.table = source.table->name;
        issue.field = ssd_key(*source.table);
        issue.path = fmt::format("{}.csv", source.table->name);
        issue.line = static_cast<std::uint32_t>(row.line);
        issue.row = row.index;
        issue.value = shorten(id, 100);
        issue.message = "A row with this id came before; only the first is in the record.";
        issue.remedy = "Give one of them another id, or leave it out if they are the same.";
        pending_.push_back(std::move(issue));
    }

    void flush(std::size_t step, Source& source, const std::vector<SsdRow>& batch,
               const SsdChanges& changes, std::size_t row_number, bool last = false) {
        const auto position =
            last ? fmt::format("{}:0", step + 1) : fmt::format("{}:{}", step, row_number);
        const bool of_people =
            steps_[step].work == Work::rows && source.table->name == "ssd_person";
        // May run twice on PostgreSQL, so it touches nothing outside.
        auto outcome =
            write([&](store::Session& session, const record::Context& context) -> Outcome {
                Outcome out;
                const IssueSink sink = [&](ReturnIssue&& issue) {
                    out.issues.push_back(std::move(issue));
                };
                SsdBatch rows(session, context, settings_, sink);
                for (const auto& issue : pending_) rows.finding(ReturnIssue(issue));
                switch (steps_[step].work) {
                    case Work::rows:
                        rows.rows(*source.table, *source.file, batch, changes);
                        break;
                    case Work::lone_children:
                        rows.lone_children(batch);
                        break;
                    case Work::identifiers:
                        rows.identifiers(batch);
                        break;
                    case Work::keep:
                        break;
                }
                out.counts = rows.finish();
                const auto& c = out.counts;
                session.execute(kAdvance, {{"position", position},
                                           {"people", of_people ? batch.size() : 0},
                                           {"made", c.people_new},
                                           {"changed", c.people_changed},
                                           {"same", c.people_same},
                                           {"added", c.added},
                                           {"revised", c.changed},
                                           {"id", settings_.import_id}});
                return out;
            });
        pending_.clear();
        report_.counts += outcome.counts;
        if (steps_[step].work == Work::rows) table_report(source).rows += batch.size();
        for (ReturnIssue& issue : outcome.issues) {
            ++report_.kinds[issue.code];
            if (report_.issues.size() < kIssuesListed) report_.issues.push_back(std::move(issue));
        }
    }

    SsdTableReport& table_report(const Source& source) {
        return *std::find_if(report_.tables.begin(), report_.tables.end(),
                             [&](const auto& one) { return one.table == source.table->name; });
    }

    void keep(std::size_t step, Source& source) {
        const auto kept = write([&](store::Session& session, const record::Context&) {
            const auto out = ssd_keep(session, *source.table, *source.file, settings_.import_id,
                                      settings_.into_empty);
            session.execute(kAdvance, {{"position", fmt::format("{}:0", step + 1)},
                                       {"people", 0},
                                       {"made", 0},
                                       {"changed", 0},
                                       {"same", 0},
                                       {"added", 0},
                                       {"revised", 0},
                                       {"id", settings_.import_id}});
            return out;
        });
        auto& table = table_report(source);
        table.kept_cells = kept.cells;
        table.kept_rows = kept.rows;
    }

    void finish() {
        write([&](store::Session& session, const record::Context& context) {
            store::AuditEvent event;
            event.worker = context.subject.worker;
            event.purpose = context.subject.purpose;
            event.action = "import";
            event.object_kind = "ssd";
            event.object_id = settings_.import_id;
            event.allowed = true;
            event.rule = "command_line";
            event.at = context.now;
            session.audit(std::move(event));
            session.execute(
                kEnd, {{"status", "complete"}, {"now", context.now}, {"id", settings_.import_id}});
        });
    }

    store::Database& db_;
    const practice::Practice& practice_;
    const access::Policy& policy_;
    const SsdImportOptions& options_;
    IdMaker ids_maker_;
    std::string sha256_;
    SsdSettings settings_;
    SsdPeople who_;
    SsdImportReport report_;
    std::vector<Source> sources_;
    Source* people_ = nullptr;
    std::vector<Step> steps_;
    std::size_t first_step_ = 0, first_row_ = 0;
    std::vector<ReturnIssue> pending_;
    bool listening_ = true;
};

}  // namespace

Result<SsdImportReport> import_ssd(store::Database& db, const practice::Practice& practice,
                                   const access::Policy& policy, const SsdImportOptions& options) {
    return Import(db, practice, policy, options).run();
}

}  // namespace hearth::returns
