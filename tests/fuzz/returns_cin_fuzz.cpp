// Any bytes at all given to the census reader: it must not crash, must stay within its limits, and
// what it read must come back equal when it is written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

#include "base/text.h"
#include "returns/cin_compare.h"
#include "returns/cin_reader.h"
#include "returns/cin_report.h"
#include "returns/cin_structure.h"
#include "returns/cin_writer.h"

namespace {

void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hearth;
    using namespace hearth::returns;
    const std::string text(reinterpret_cast<const char*>(data), size);
    std::istringstream in(text);
    CinReadOptions options;
    options.limits.issues = 200;
    CinRead read = read_cin(in, options);
    must(read.report.issues.size() <= 201, "issues are bounded");
    must(read.report.complete || !read.report.issues.empty(), "what is not whole is said to be so");
    for (const ReturnIssue& issue : read.report.issues) {
        must(valid_utf8(issue.value + issue.la_child_id + issue.field + issue.path + issue.message),
             "issues are UTF-8");
        must(!issue.message.empty() && !issue.remedy.empty(), "issues have words");
    }
    std::ostringstream out;
    must(write_cin(out, kCinDraftYear, read.message), "it can be written");
    std::istringstream back(out.str());
    const CinRead again = read_cin(back, options);
    must(again.report.complete, "what was written is whole");
    must(cin_differences(read.message, again.message, CinOrder::matters).empty(),
         "what was written is equal");
    must(!to_json(cin_report("fuzz", std::move(read))).empty(), "it can be reported");
    return 0;
}
