#include "returns/cin_number.h"

namespace hearth::returns {
namespace {

using Rows = std::array<std::uint32_t, kCinTableNames.size()>;

std::uint32_t next(Rows& rows, CinTable table) {
    return rows[static_cast<std::size_t>(table)]++;
}

template <class T>
void number_all(std::vector<T>& records, CinTable table, Rows& rows) {
    std::uint32_t index = 0;
    for (T& record : records) record.place = {1, next(rows, table), ++index};
}

}  // namespace

void number(CinChild& child, std::uint32_t position, Rows& rows) {
    child.place = {1, position - 1, position};
    child.identifiers.place = {1, next(rows, CinTable::child_identifiers), 1};
    child.characteristics.place = {1, next(rows, CinTable::child_characteristics), 1};
    auto& disability = rows[static_cast<std::size_t>(CinTable::disabilities)];
    child.characteristics.disabilities_row = disability;
    disability += static_cast<std::uint32_t>(child.characteristics.disabilities.size());
    number_all(child.details, CinTable::cin_details, rows);
    for (CinDetails& details : child.details) {
        number_all(details.assessments, CinTable::assessments, rows);
        number_all(details.plans, CinTable::cin_plan_dates, rows);
        number_all(details.section47, CinTable::section47, rows);
        number_all(details.protection_plans, CinTable::child_protection_plans, rows);
        for (CinProtectionPlan& plan : details.protection_plans) {
            std::uint32_t index = 0;
            auto& review = rows[static_cast<std::size_t>(CinTable::reviews)];
            for (CinReviews& group : plan.reviews) {
                group.place = {1, review, ++index};
                review += static_cast<std::uint32_t>(std::max<std::size_t>(group.dates.size(), 1));
            }
        }
        number_all(details.pre_proceedings, CinTable::pre_proceedings, rows);
    }
}

}  // namespace hearth::returns
