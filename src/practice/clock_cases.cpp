#include "practice/clock_cases.h"

#include "practice/clock.h"
#include "practice/reader.h"

namespace hearth::practice {
namespace {

std::string layer_of(std::string_view file) {
    return std::string(file.substr(0, file.find('/')));
}

std::string words_of(const Failure& failure) {
    const auto* wrong = std::get_if<Invalid>(&failure);
    return wrong == nullptr || wrong->errors.empty() ? "it cannot be worked out"
                                                     : wrong->errors.front().message;
}

class Cases {
  public:
    Cases(const Practice& practice, ClockCaseReport& report)
        : practice_(practice), report_(report) {}

    void file(const Node& file) {
        if (file.kind != Node::Kind::list) {
            hearth::practice::report(report_.problems, file, "this file must be a list of clocks",
                                     "Begin each with \"- clock: ...\".");
            return;
        }
        for (const Node& node : file.items) {
            MapReader in(node, "cases of a clock", report_.problems);
            const std::string id = in.required_text("clock");
            const auto rule = practice_.clocks.find(id);
            if (rule == practice_.clocks.end()) {
                std::vector<std::string> known;
                for (const auto& entry : practice_.clocks) known.push_back(entry.first);
                hearth::practice::report(report_.problems, node, "there is no clock \"" + id + "\"",
                                         suggest(id, known));
            }
            // A profile with a clock of its own has cases of its own.
            const bool ours = rule != practice_.clocks.end() &&
                              layer_of(rule->second.where.file) == layer_of(node.file);
            for (const Node& one : in.list("cases")) this->one(one, ours ? &rule->second : nullptr);
        }
    }

  private:
    void wrong(const Node& at, std::string what, std::string remedy) {
        hearth::practice::report(report_.problems, at, std::move(what), std::move(remedy));
    }
    void one(const Node& node, const ClockRule* rule) {
        MapReader in(node, "a case", report_.problems);
        in.text("about");
        const std::string from = in.required_text("from");
        const std::string due_text = in.required_text("due");
        const std::string warn = in.text("warn");
        const auto day = Date::parse(from);
        const auto instant = day ? std::optional(instant_of(*day, 9 * 60)) : Instant::parse(from);
        if (!instant) {
            wrong(node, "\"" + from + "\" is no date and no instant",
                  "Write 2026-03-02, or '2026-03-02T09:00:00Z' where the hour matters.");
            return;
        }
        if (rule == nullptr) return;
        ++report_.asked;
        report_.clocks.insert(rule->id);
        const auto found = due(*rule, *instant, practice_);
        if (!found) {
            wrong(node, rule->title + " from " + from + ": " + words_of(found.failure()),
                  "Choose a start that the calendar covers.");
            return;
        }
        const bool to_the_minute = due_text.size() > 10;
        const auto wanted = to_the_minute ? Instant::parse(due_text) : std::nullopt;
        const std::string is = to_the_minute ? found->due_at.iso() : found->due_date.iso();
        if (to_the_minute ? !wanted || *wanted != found->due_at : is != due_text) {
            wrong(node,
                  rule->title + " from " + from + " is due on " + is + ", and the case says " +
                      due_text,
                  "Correct the clock, the calendar or the case: one of them is wrong.");
        }
        if (warn.empty()) return;
        const auto begins = warn_from(*rule, found->due_date, practice_);
        if (!begins || begins->iso() != warn) {
            wrong(node,
                  rule->title + " from " + from + " warns from " +
                      (begins ? begins->iso() : words_of(begins.failure())) +
                      ", and the case says " + warn,
                  "Correct warn_days, the calendar or the case.");
        }
    }

    const Practice& practice_;
    ClockCaseReport& report_;
};

}  // namespace

ClockCaseReport check_clock_cases(const Files& files, const Practice& practice) {
    ClockCaseReport report;
    Cases cases(practice, report);
    std::set<std::string> layers;
    for (const auto& [id, rule] : practice.clocks) layers.insert(layer_of(rule.where.file));
    for (const std::string& layer : layers) {
        const auto file = files.find(layer + "/" + std::string(kClockCasesFile));
        if (file == files.end()) continue;
        if (const auto node = parse_yaml(file->first, file->second, report.problems)) {
            cases.file(*node);
        }
    }
    return report;
}

}  // namespace hearth::practice
