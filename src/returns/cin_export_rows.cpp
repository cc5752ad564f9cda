// Long because: one statement for each table of the census, in the order of the return, read side
// by side.
#include "returns/cin_export_rows.h"

#include <fmt/format.h>

#include <sstream>
#include <unordered_map>

#include "returns/cin_export_columns.h"
#include "returns/cin_reader.h"

namespace hearth::returns {
namespace {

using store::Sql;

// Every statement twice: of the present, for which there are indexes, and as known at an instant.
struct Twice {
    Sql now, known;
    const Sql& of(const store::Session& session) const {
        return session.known_at().iso() >= "9999" ? now : known;
    }
};

// `{name}` in the text marks where each table's condition of time stands.
Twice twice(const std::string& name, const std::string& text,
            const std::vector<std::string>& aliases) {
    std::string now, known;
    for (const auto& alias : aliases) {
        const std::string dot = alias.empty() ? "" : alias + ".";
        now += " AND " + dot + "superseded_at = '9999-12-31T23:59:59.999Z'";
        known +=
            " AND " + dot + "recorded_at <= known_at() AND " + dot + "superseded_at > known_at()";
    }
    const auto put = [&](const std::string& condition) {
        std::string out = text;
        const auto at = out.find("{time}");
        return out.replace(at, 6, condition);
    };
    return {Sql::trusted("census_" + name, put(now)),
            Sql::trusted("census_" + name + "_known", put(known))};
}

template <class T>
const Twice& select_of() {
    static const Twice sql = [] {
        using Row = CinRowOf<T>;
        std::string columns = fmt::format("id, one_person(person_id), {}", Row::parent);
        for (const auto& column : Row::columns)
            columns += ", " + std::string(column.read.empty() ? column.column : column.read);
        return twice(std::string(Row::table),
                     fmt::format("SELECT {} FROM {} WHERE person_id IN (SELECT value FROM "
                                 "each_record(:people)){{time}} ORDER BY {}, id",
                                 columns, Row::table, Row::columns[0].column),
                     {""});
    }();
    return sql;
}

const Twice& people_sql() {
    static const Twice sql = twice("person",
                                   "SELECT id, sex, ethnicity, born, expected, died FROM person "
                                   "WHERE id IN (SELECT value FROM each_id(:people)){time}",
                                   {""});
    return sql;
}
const Twice& identifiers_sql() {
    static const Twice sql = twice("identifiers",
                                   "SELECT one_person(person_id), kind, value FROM "
                                   "person_identifier WHERE person_id IN (SELECT "
                                   "value FROM each_record(:people)) AND kind IN ('la_child_id', "
                                   "'upn', 'former_upn', 'upn_unknown') "
                                   "AND to_date IS NULL{time} ORDER BY CASE WHEN person_id = "
                                   "one_person(person_id) THEN 1 ELSE 0 "
                                   "END, id",
                                   {""});
    return sql;
}
const Twice& disabilities_sql() {
    static const Twice sql =
        twice("disabilities",
              "SELECT one_person(person_id), code FROM disability WHERE "
              "person_id IN (SELECT value FROM each_record(:people)){time} ORDER BY id",
              {""});
    return sql;
}
const Twice& families_sql() {
    static const Twice sql = twice(
        "families",
        "SELECT one_person(person_id), family_id FROM family_member WHERE person_id IN (SELECT "
        "value FROM each_record(:people)) AND role = 'child'{time} ORDER BY from_date, id",
        {""});
    return sql;
}
const Twice& factors_sql() {
    static const Twice sql =
        twice("factors",
              "SELECT f.assessment_id, f.factor FROM assessment a JOIN assessment_factor f ON "
              "f.assessment_id = a.id WHERE a.person_id IN (SELECT value FROM "
              "each_record(:people)){time} "
              "ORDER BY f.assessment_id, f.position, f.id",
              {"a", "f"});
    return sql;
}
const Twice& conferences_sql() {
    static const Twice sql = twice(
        "conferences",
        "SELECT coalesce(s47_enquiry_id, referral_id), conference_date, target_date FROM "
        "initial_conference WHERE person_id IN (SELECT value FROM each_record(:people)){time} "
        "ORDER BY id",
        {""});
    return sql;
}
const Twice& reviews_sql() {
    static const Twice sql = twice(
        "reviews",
        "SELECT cp_plan_id, review_date FROM cp_review WHERE review_date IS NOT NULL AND "
        "person_id IN (SELECT value FROM each_record(:people)){time} ORDER BY review_date, id",
        {""});
    return sql;
}
const Twice& issues_sql() {
    static const Twice sql = twice(
        "import_issues",
        "SELECT id, one_person(person_id), row_id, file_table, field, value, kept, held, "
        "census_year FROM "
        "import_issue WHERE person_id IN (SELECT value FROM each_record(:people)) AND (kept = 1 OR "
        "code = 'outside_period'){time} ORDER BY id",
        {""});
    return sql;
}

// Where a row's record stands in what is being read.
struct Where {
    std::size_t child = 0;
    std::uint32_t details = 0, record = 0;
    CinTable table = CinTable::child_identifiers;
};

class Reading {
  public:
    Reading(store::Session& session, const std::vector<PersonId>& people, int year)
        : session_(session), people_(people), year_(year) {}

    RecordedChildren run() {
        out_.children.resize(people_.size());
        for (std::size_t i = 0; i < people_.size(); ++i) {
            out_.children[i].person = people_[i];
            where_[people_[i].value] = {i, 0, 0, CinTable::child_identifiers};
        }
        read_people();
        read_details();
        read_records<CinAssessment>(&CinDetails::assessments);
        read_records<CinPlan>(&CinDetails::plans);
        read_records<CinSection47>(&CinDetails::section47);
        read_records<CinProtectionPlan>(&CinDetails::protection_plans);
        read_records<CinPreProceedings>(&CinDetails::pre_proceedings);
        read_lists();
        read_issues();
        return std::move(out_);
    }

  private:
    template <class F>
    void each(const Twice& sql, F&& f) {
        session_.each(sql.of(session_), {{"people", people_}}, f);
    }
    const Where* find(std::int64_t row) const {
        const auto it = where_.find(row);
        return it == where_.end() ? nullptr : &it->second;
    }
    CinDetails& details_of(const Where& at) {
        return out_.children[at.child].child.details[at.details];
    }

    void read_people() {
        each(people_sql(), [&](const store::Row& row) {
            auto& child = out_.children[where_.at(row.int64(0)).child].child;
            child.identifiers.sex = CinCell(row.text(1));
            child.characteristics.ethnicity = CinCell(row.text(2));
            child.identifiers.birth_date = CinCell(row.text(3));
            child.identifiers.expected_birth_date = CinCell(row.text(4));
            child.identifiers.death_date = CinCell(row.text(5));
            child.identifiers.place.row = next_id(row.int64(0));
        });
        each(identifiers_sql(), [&](const store::Row& row) {
            auto& ids = out_.children[where_.at(row.int64(0)).child].child.identifiers;
            const auto kind = row.text(1);
            const CinCell value(row.text(2));
            if (kind == "la_child_id") ids.la_child_id = value;
            if (kind == "upn") ids.upn = value;
            if (kind == "former_upn") ids.former_upn = value;
            if (kind == "upn_unknown") ids.upn_unknown = value;
        });
        each(disabilities_sql(), [&](const store::Row& row) {
            out_.children[where_.at(row.int64(0)).child]
                .child.characteristics.disabilities.emplace_back(row.text(1));
        });
        each(families_sql(), [&](const store::Row& row) {
            out_.children[where_.at(row.int64(0)).child].family = row.id<FamilyTag>(1);
        });
    }

    std::uint32_t next_id(std::int64_t id) {
        out_.ids.push_back(id);
        return static_cast<std::uint32_t>(out_.ids.size() - 1);
    }

    template <class T>
    T read_row(const store::Row& row) {
        T record;
        record.place.row = next_id(row.int64(0));
        int i = 3;
        for (const auto& column : CinRowOf<T>::columns) {
            // A number is read as text too: 0 and 1 are how the census writes yes and no.
            if (!row.is_null(i)) record.*column.cell = CinCell(row.text(i));
            ++i;
        }
        return record;
    }

    void read_details() {
        each(select_of<CinDetails>(), [&](const store::Row& row) {
            const auto at = where_.at(row.int64(1)).child;
            auto& all = out_.children[at].child.details;
            where_[row.int64(0)] = {at, static_cast<std::uint32_t>(all.size()), 0,
                                    CinTable::cin_details};
            all.push_back(read_row<CinDetails>(row));
        });
    }

    template <class T>
    void read_records(std::vector<T> CinDetails::*list) {
        each(select_of<T>(), [&](const store::Row& row) {
            const Where* parent = find(row.is_null(2) ? 0 : row.int64(2));
            Where at;
            if (parent != nullptr) {
                at = *parent;
            } else {
                // Pre-proceedings may name no referral: they belong to the last one before them.
                at = where_.at(row.int64(1));
                const auto& all = out_.children[at.child].child.details;
                if (all.empty()) return;
                for (std::uint32_t i = 0; i < all.size(); ++i)
                    if (i == 0 || all[i].referral_date.text <= row.text(3)) at.details = i;
            }
            auto& records = details_of(at).*list;
            where_[row.int64(0)] = {at.child, at.details,
                                    static_cast<std::uint32_t>(records.size()),
                                    CinRowOf<T>::census};
            records.push_back(read_row<T>(row));
        });
    }

    void read_lists() {
        each(factors_sql(), [&](const store::Row& row) {
            if (const Where* at = find(row.int64(0)))
                details_of(*at).assessments[at->record].factors.emplace_back(row.text(1));
        });
        each(conferences_sql(), [&](const store::Row& row) {
            const Where* at = find(row.int64(0));
            if (at == nullptr) return;
            if (at->table == CinTable::cin_details) {
                if (!row.is_null(1)) details_of(*at).conference_date = CinCell(row.text(1));
            } else if (at->table == CinTable::section47) {
                auto& enquiry = details_of(*at).section47[at->record];
                if (!row.is_null(1)) enquiry.conference_date = CinCell(row.text(1));
                if (enquiry.conference_target.empty())
                    enquiry.conference_target = CinCell(row.text(2));
            }
        });
        each(reviews_sql(), [&](const store::Row& row) {
            const Where* at = find(row.int64(0));
            if (at == nullptr || at->table != CinTable::child_protection_plans) return;
            add_review(details_of(*at).protection_plans[at->record], row.text(1));
        });
    }

    static void add_review(CinProtectionPlan& plan, std::string_view date) {
        if (plan.reviews.empty()) plan.reviews.emplace_back();
        plan.reviews.front().dates.emplace_back(date);
    }

    // ---- what an import could not keep in a column

    void read_issues() {
        each(issues_sql(), [&](const store::Row& row) {
            auto& child = out_.children[where_.at(row.int64(1)).child];
            const std::int64_t about = row.is_null(2) ? 0 : row.int64(2);
            if (!row.yes(6)) {
                if (row.int64(8) == year_) out_.outside.emplace(about, row.text(4), row.text(5));
                return;
            }
            if (!row.is_null(7)) {
                if (year_ == 0 || row.int64(8) == year_) put_held(child, about, row.text(7));
                return;
            }
            const std::string field(row.text(4));
            const KeptValue kept{row.int64(0), std::string(row.text(5))};
            if (const Where* at = find(about))
                if (put(*at, child, field, kept.value)) child.kept[{about, field}] = kept;
        });
    }

    // True when the value stands in a column of its own (a list's items do not).
    template <class T>
    static bool put_cell(T& record, std::string_view field, const std::string& value) {
        for (const CinField<T>& known : cin_fields<T>()) {
            if (known.element != field) continue;
            CinCell& cell = record.*known.cell;
            std::string_view placeholder;
            if constexpr (requires { CinRowOf<T>::columns; })
                for (const auto& column : CinRowOf<T>::columns)
                    if (column.cell == known.cell) placeholder = column.placeholder;
            if constexpr (std::is_same_v<T, CinIdentifiers>)
                if (known.cell == &CinIdentifiers::sex) placeholder = "U";
            // Somebody has put a true value there since.
            if (!cell.empty() && cell.text != placeholder) return true;
            cell = CinCell(value);
            return true;
        }
        return false;
    }

    bool put(const Where& at, RecordedChild& child, std::string_view field,
             const std::string& value) {
        switch (at.table) {
            case CinTable::child_identifiers: {
                if (field == "Disability") {
                    child.child.characteristics.disabilities.emplace_back(value);
                    return false;
                }
                if (field == "GenderCurrent") {
                    // The sex of files before 2025; in its own cell, so that it is given back so.
                    auto& ids = child.child.identifiers;
                    if (ids.sex.text == "U") {
                        ids.sex = CinCell();
                        ids.gender_current = CinCell(value);
                    }
                    return true;
                }
                return put_cell(child.child.identifiers, field, value) ||
                       put_cell(child.child.characteristics, field, value);
            }
            case CinTable::cin_details:
                return put_cell(details_of(at), field, value);
            case CinTable::assessments: {
                auto& assessment = details_of(at).assessments[at.record];
                if (field == "AssessmentFactors") {
                    assessment.factors.emplace_back(value);
                    return false;
                }
                return put_cell(assessment, field, value);
            }
            case CinTable::cin_plan_dates:
                return put_cell(details_of(at).plans[at.record], field, value);
            case CinTable::section47:
                return put_cell(details_of(at).section47[at.record], field, value);
            case CinTable::child_protection_plans: {
                auto& plan = details_of(at).protection_plans[at.record];
                if (field == "CPPreviewDate") {
                    add_review(plan, value);
                    return false;
                }
                return put_cell(plan, field, value);
            }
            case CinTable::pre_proceedings:
                return put_cell(details_of(at).pre_proceedings[at.record], field, value);
            case CinTable::header:
            case CinTable::child_characteristics:
            case CinTable::disabilities:
            case CinTable::reviews:
                break;
        }
        return false;
    }

    template <class T>
    static void take(std::vector<T>& to, std::vector<T>& from) {
        for (T& record : from) {
            record.place.row = kNoRow;
            to.push_back(std::move(record));
        }
    }

    void put_held(RecordedChild& child, std::int64_t referral, std::string_view xml) {
        std::istringstream in{std::string(xml)};
        CinRead read = read_cin(in, {.year = kCinDraftYear});
        if (read.message.children.empty()) return;
        auto& held = read.message.children.front().details;
        const Where* at = find(referral);
        if (at == nullptr || at->table != CinTable::cin_details) {
            take(child.child.details, held);
            return;
        }
        CinDetails& to = details_of(*at);
        for (CinDetails& from : held) {
            take(to.assessments, from.assessments);
            take(to.plans, from.plans);
            take(to.section47, from.section47);
            take(to.protection_plans, from.protection_plans);
            take(to.pre_proceedings, from.pre_proceedings);
        }
    }

    store::Session& session_;
    const std::vector<PersonId>& people_;
    int year_;
    RecordedChildren out_;
    std::unordered_map<std::int64_t, Where> where_;
};

}  // namespace

RecordedChildren read_recorded(store::Session& session, const std::vector<PersonId>& people,
                               int census_year) {
    return Reading(session, people, census_year).run();
}

}  // namespace hearth::returns
