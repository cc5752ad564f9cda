// How commands print: text for people, JSON for programs, progress on standard error.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "base/time.h"

namespace CLI {
class App;
}

namespace hearth::cli {

enum class Format { text, json };
// Adds --format text|json.
void add_format(CLI::App& command, Format& format);
// Standard output; throws std::runtime_error when it cannot be written, so that a full disk is not
// taken for success.
void print(const std::string& text);
// Of an output that is too long to be kept as one text: a part of it as it stands, no line end
// added; finish_parts() when all are printed. Both throw as print does.
void print_part(std::string_view text);
void finish_parts();
// On standard error: one line that rewrites itself on a terminal, lines now and then in a log.
std::unique_ptr<Progress> progress_on_stderr();

}  // namespace hearth::cli
