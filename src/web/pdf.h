// PDF from a finished document of HTML, made by WeasyPrint in a child process of its own.
//
// The child gets the HTML on its standard input and nothing else: an empty environment, no open
// file of ours, no address that it may fetch (every fetch is refused, there is no base), a limit of
// processor time and memory, and a deadline after which it is killed. The PDF is tagged
// (PDF/UA-1), with the title and language of the HTML. Two at a time; a third waits its turn within
// its own deadline. docs/adr/0015 says why this one.
#pragma once
#include <chrono>
#include <string>

#include "base/result.h"

namespace hearth::web {

struct PdfLimits {
    std::chrono::milliseconds deadline{45000};
    std::size_t most = std::size_t{20} << 20;  // bytes of PDF
};
// Fault when WeasyPrint is not installed, fails, or takes too long.
Result<std::string> make_pdf(const std::string& html, const PdfLimits& limits = {});

}  // namespace hearth::web
