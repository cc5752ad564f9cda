// Any bytes at all given to the reader of workbooks: it must not crash and must stay within its
// limits, and every refusal and finding must have words.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "returns/annex/annex_a_read.h"

namespace {

void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hearth::returns;
    const auto read = read_annex_a_text({reinterpret_cast<const char*>(data), size});
    if (!read) {
        const auto* wrong = std::get_if<hearth::Invalid>(&read.failure());
        must(wrong != nullptr && !wrong->errors.front().message.empty(), "a refusal has words");
        return 0;
    }
    must(read->issues.size() <= 20'000, "findings are bounded");
    for (const auto& [table, text] : read->tables)
        must(hearth::valid_utf8(text), "tables are UTF-8");
    return 0;
}
