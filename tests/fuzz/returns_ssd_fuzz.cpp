// Any bytes at all given to the reader of the dataset's CSV files: it must not crash, every row it
// gives must be UTF-8 and be given again from its place, and findings must have words.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "returns/ssd/ssd_file.h"
#include "returns/ssd/ssd_map.h"

namespace {

void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hearth::returns;
    std::size_t findings = 0;
    const auto file = SsdFile::over({reinterpret_cast<const char*>(data), size},
                                    ssd_table("ssd_person"), [&](ReturnIssue&& issue) {
                                        ++findings;
                                        must(!issue.message.empty() && !issue.remedy.empty(),
                                             "findings have words");
                                    });
    if (!file) return 0;
    SsdRow row;
    while (file.value()->next(row)) {
        for (const auto& cell : row.cells) must(hearth::valid_utf8(cell), "cells are UTF-8");
        const auto again = file.value()->read_at(row.offset, row.line);
        must(again.cells == row.cells, "a row is the same when it is read again");
    }
    return 0;
}
