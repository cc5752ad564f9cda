// Any bytes at all given as the XML form of the return of children looked after (EXPSSDA903): they
// must not crash, every cell must be UTF-8, every row numbered and placed, and issues must have
// words.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "returns/rules/rule_schema.h"
#include "returns/rules/ssda903_reader.h"

namespace {

void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

// Run from the folder of the source, as scripts/fuzz does.
const hearth::returns::RuleSchema& schema() {
    static const auto read =
        hearth::returns::read_rule_schema("practice/returns/ssda903/tables.sql");
    return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hearth::returns;
    Frames frames(schema().tables);
    Ssda903Values values(frames.texts());
    Ssda903Read read;
    Ssda903Reader reader(frames, values, read);
    reader.read_text("return.xml", std::string(reinterpret_cast<const char*>(data), size), true,
                     false);
    for (const ReturnIssue& issue : read.issues) {
        must(!issue.message.empty() && !issue.remedy.empty(), "issues have words");
        must(hearth::valid_utf8(issue.value) && hearth::valid_utf8(issue.message),
             "issues are UTF-8");
    }
    std::size_t rows = 0;
    for (const auto& [name, source] : read.tables) {
        const Frame* frame = frames.find(name);
        must(frame != nullptr && source.lines.size() == frame->rows(), "every row has its line");
        rows += frame->rows();
        std::int32_t before = -1;
        for (std::size_t row = 0; row < frame->rows(); ++row) {
            const std::int32_t number = frame->cell(*frame->column("row"), row);
            must(number > before, "rows are numbered in their order");
            before = number;
            for (std::size_t column = 0; column < frame->columns().size(); ++column)
                must(hearth::valid_utf8(frames.text(*frame, row, column)), "cells are UTF-8");
        }
    }
    must(rows <= 2 * size, "there are no more rows than bytes");
    fill_uasc(frames, false);
    link_episodes(frames, false);
    link_episodes(frames, true);
    return 0;
}
