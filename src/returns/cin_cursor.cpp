#include "returns/cin_cursor.h"

namespace hearth::returns {

namespace {

struct Inside {
    CinGroup parent;
    std::string_view element;
    CinGroup group;
};
constexpr std::array kGroups{
    Inside{CinGroup::document, "Message", CinGroup::message},
    Inside{CinGroup::message, "Header", CinGroup::header},
    Inside{CinGroup::message, "Children", CinGroup::children},
    Inside{CinGroup::header, "CollectionDetails", CinGroup::collection},
    Inside{CinGroup::header, "Source", CinGroup::source},
    Inside{CinGroup::children, "Child", CinGroup::child},
    Inside{CinGroup::child, "ChildIdentifiers", CinGroup::identifiers},
    Inside{CinGroup::child, "ChildCharacteristics", CinGroup::characteristics},
    Inside{CinGroup::child, "CINdetails", CinGroup::details},
    Inside{CinGroup::characteristics, "Disabilities", CinGroup::disabilities},
    Inside{CinGroup::details, "Assessments", CinGroup::assessment},
    Inside{CinGroup::details, "CINPlanDates", CinGroup::plan},
    Inside{CinGroup::details, "Section47", CinGroup::section47},
    Inside{CinGroup::details, "ChildProtectionPlans", CinGroup::protection_plan},
    Inside{CinGroup::details, "PreProceedingsandFGDM", CinGroup::pre_proceedings},
    Inside{CinGroup::assessment, "FactorsIdentifiedAtAssessment", CinGroup::factors},
    Inside{CinGroup::protection_plan, "Reviews", CinGroup::reviews},
};

template <class T>
CinTarget find_cell(T& record, std::string_view element, CinSame same) {
    for (const CinField<T>& field : cin_fields<T>()) {
        if (same(field.element, element)) return {&(record.*field.cell), field.element};
    }
    return {};
}

}  // namespace

std::optional<CinGroup> CinCursor::inside(std::string_view name, CinSame same) const {
    for (const Inside& inside : kGroups) {
        if (inside.parent == group() && same(inside.element, name)) return inside.group;
    }
    return std::nullopt;
}

bool CinCursor::enter(CinGroup group, std::uint32_t line) {
    bool first = true;
    const auto once = [&](CinPlace& place, CinTable table) {
        open_.push_back(group);
        first = place.line == 0;
        if (first) place = {line, next_row(table), 1};
    };
    const auto next = [&](auto& records, CinTable table) {
        auto& record = records.emplace_back();
        record.place = {line, next_row(table), static_cast<std::uint32_t>(records.size())};
        open_.push_back(group);
    };
    switch (group) {
        case CinGroup::document:
        case CinGroup::message:
        case CinGroup::children:
        case CinGroup::collection:
            open_.push_back(group);
            break;
        case CinGroup::header:
            once(header_.place, CinTable::header);
            break;
        case CinGroup::source:
            header_.sources.emplace_back().place = {
                line, 0, static_cast<std::uint32_t>(header_.sources.size())};
            open_.push_back(group);
            break;
        case CinGroup::child:
            begin_child(line);
            break;
        case CinGroup::identifiers:
            once(child_.identifiers.place, CinTable::child_identifiers);
            break;
        case CinGroup::characteristics:
            once(child_.characteristics.place, CinTable::child_characteristics);
            break;
        case CinGroup::disabilities:
            child_.characteristics.disabilities_line = line;
            open_.push_back(group);
            break;
        case CinGroup::details:
            next(child_.details, CinTable::cin_details);
            break;
        case CinGroup::assessment:
            next(episode().assessments, CinTable::assessments);
            break;
        case CinGroup::factors:
            episode().assessments.back().factors_line = line;
            open_.push_back(group);
            break;
        case CinGroup::plan:
            next(episode().plans, CinTable::cin_plan_dates);
            break;
        case CinGroup::section47:
            next(episode().section47, CinTable::section47);
            break;
        case CinGroup::protection_plan:
            next(episode().protection_plans, CinTable::child_protection_plans);
            break;
        case CinGroup::reviews:
            next(episode().protection_plans.back().reviews, CinTable::reviews);
            break;
        case CinGroup::pre_proceedings:
            next(episode().pre_proceedings, CinTable::pre_proceedings);
            break;
    }
    return first;
}

void CinCursor::begin_child(std::uint32_t line) {
    child_ = CinChild();
    child_.place = {line, children_, children_ + 1};
    ++children_;
    in_child_ = true;
    below_child_ = open_.size();
    open_.push_back(CinGroup::child);
}

std::uint32_t CinCursor::leave_child() {
    const auto levels = static_cast<std::uint32_t>(open_.size() - below_child_);
    open_.resize(below_child_);
    in_child_ = false;
    return levels;
}

CinTarget CinCursor::value(std::string_view name, CinSame same) {
    switch (group()) {
        case CinGroup::document:
        case CinGroup::message:
        case CinGroup::header:
        case CinGroup::children:
        case CinGroup::child:
            return {};
        case CinGroup::collection:
            return find_cell(header_, name, same);
        case CinGroup::source:
            return find_cell(header_.sources.back(), name, same);
        case CinGroup::identifiers:
            return find_cell(child_.identifiers, name, same);
        case CinGroup::characteristics:
            return find_cell(child_.characteristics, name, same);
        case CinGroup::disabilities:
            if (!same("Disability", name)) return {};
            if (child_.characteristics.disabilities.empty()) {
                child_.characteristics.disabilities_row = next_row(CinTable::disabilities);
            } else {
                next_row(CinTable::disabilities);
            }
            return {&child_.characteristics.disabilities.emplace_back(), "Disability"};
        case CinGroup::details:
            return find_cell(episode(), name, same);
        case CinGroup::assessment:
            return find_cell(episode().assessments.back(), name, same);
        case CinGroup::factors:
            if (!same("AssessmentFactors", name)) return {};
            return {&episode().assessments.back().factors.emplace_back(), "AssessmentFactors"};
        case CinGroup::plan:
            return find_cell(episode().plans.back(), name, same);
        case CinGroup::section47:
            return find_cell(episode().section47.back(), name, same);
        case CinGroup::protection_plan:
            return find_cell(episode().protection_plans.back(), name, same);
        case CinGroup::reviews: {
            if (!same("CPPreviewDate", name)) return {};
            auto& dates = episode().protection_plans.back().reviews.back().dates;
            if (!dates.empty()) next_row(CinTable::reviews);  // the first has the group's row
            return {&dates.emplace_back(), "CPPreviewDate"};
        }
        case CinGroup::pre_proceedings:
            return find_cell(episode().pre_proceedings.back(), name, same);
    }
    return {};
}

CinAt CinCursor::at() const {
    CinAt at;
    if (!in_child_) {
        if (group() == CinGroup::source && !header_.sources.empty()) {
            at.record = header_.sources.back().place.index;
        }
        return at;
    }
    at.child = child_.place.index;
    at.table = CinTable::child_identifiers;
    const auto last = [](const auto& records) {
        return records.empty() ? 0U : records.back().place.index;
    };
    const CinDetails* details = child_.details.empty() ? nullptr : &child_.details.back();
    if (details != nullptr && group() >= CinGroup::details) at.details = details->place.index;
    switch (group()) {
        case CinGroup::document:
        case CinGroup::message:
        case CinGroup::header:
        case CinGroup::collection:
        case CinGroup::source:
        case CinGroup::children:
            break;
        case CinGroup::child:
            at.table = CinTable::cin_details;  // without a position: the child itself
            break;
        case CinGroup::identifiers:
            break;
        case CinGroup::characteristics:
            at.table = CinTable::child_characteristics;
            break;
        case CinGroup::disabilities:
            at.table = CinTable::disabilities;
            at.item = static_cast<std::uint32_t>(child_.characteristics.disabilities.size());
            break;
        case CinGroup::details:
            at.table = CinTable::cin_details;
            break;
        case CinGroup::assessment:
        case CinGroup::factors:
            at.table = CinTable::assessments;
            at.record = last(details->assessments);
            at.item = static_cast<std::uint32_t>(details->assessments.back().factors.size());
            break;
        case CinGroup::plan:
            at.table = CinTable::cin_plan_dates;
            at.record = last(details->plans);
            break;
        case CinGroup::section47:
            at.table = CinTable::section47;
            at.record = last(details->section47);
            break;
        case CinGroup::protection_plan:
            at.table = CinTable::child_protection_plans;
            at.record = last(details->protection_plans);
            break;
        case CinGroup::reviews:
            at.table = CinTable::reviews;
            at.record = last(details->protection_plans);
            at.group = last(details->protection_plans.back().reviews);
            at.item = static_cast<std::uint32_t>(
                details->protection_plans.back().reviews.back().dates.size());
            break;
        case CinGroup::pre_proceedings:
            at.table = CinTable::pre_proceedings;
            at.record = last(details->pre_proceedings);
            break;
    }
    return at;
}

// Of the record being read, in its table.
std::int64_t CinCursor::row() const {
    if (!in_child_) return group() >= CinGroup::header && group() <= CinGroup::source ? 0 : -1;
    switch (group()) {
        case CinGroup::document:
        case CinGroup::message:
        case CinGroup::children:
        case CinGroup::child:
            return -1;
        case CinGroup::header:
        case CinGroup::collection:
        case CinGroup::source:
            return 0;
        case CinGroup::identifiers:
            return child_.identifiers.place.row;
        case CinGroup::characteristics:
            return child_.characteristics.place.row;
        case CinGroup::disabilities:
        case CinGroup::details:
        case CinGroup::assessment:
        case CinGroup::factors:
        case CinGroup::plan:
        case CinGroup::section47:
        case CinGroup::protection_plan:
        case CinGroup::reviews:
        case CinGroup::pre_proceedings:
            break;
    }
    // The last row given out is that of the record that is open.
    const auto next = rows_[static_cast<std::size_t>(at().table)];
    return next == 0 ? 0 : static_cast<std::int64_t>(next) - 1;
}

}  // namespace hearth::returns
