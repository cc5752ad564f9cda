#include "returns/export_log.h"

#include <fmt/format.h>

namespace hearth::returns {

void log_export(store::Session& session, std::string_view what, std::int64_t which,
                std::string_view counted, std::uint64_t count, Instant at) {
    store::AuditEvent event;
    event.purpose = "administration";
    event.action = "export";
    event.object_kind = what;
    event.object_id = which;
    event.allowed = true;
    event.rule = fmt::format("command_line.{}.{}", counted, count);
    event.at = at;
    session.audit(std::move(event));
}

}  // namespace hearth::returns
