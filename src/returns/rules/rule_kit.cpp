#include "returns/rules/rule_kit.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "practice/reader.h"
#include "practice/yaml.h"

namespace hearth::returns {

std::vector<std::string> RuleKit::table_names() const {
    std::vector<std::string> out;
    for (const auto& [name, columns] : schema.tables) out.push_back(name);
    return out;
}

BankHolidays read_bank_holidays(const std::string& practice) {
    const std::string path = practice + "/calendars/england-and-wales.yaml";
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error(path + " cannot be read");
    std::vector<practice::Problem> problems;
    const auto root = practice::parse_yaml(path, text.str(), problems);
    auto holidays = root ? practice::read_calendar(*root, problems) : std::nullopt;
    if (!holidays) {
        throw std::runtime_error(problems.empty() ? path + " holds no calendar"
                                                  : practice::to_text(problems.front()));
    }
    return std::move(*holidays);
}

RuleKit read_rule_kit(const std::string& practice, const std::string& kind,
                      const std::string& local_rules) {
    const std::string folder = practice + "/returns/" + kind;
    std::string local = local_rules;
    if (!local.empty() && std::filesystem::is_directory(local + "/" + kind)) local += "/" + kind;
    return {read_rule_schema(folder + "/tables.sql"), RuleSet::read(folder, local),
            read_bank_holidays(practice)};
}

}  // namespace hearth::returns
