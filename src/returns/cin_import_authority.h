// The authority that a file is imported into: made when the database has none, and the team that
// holds what the file brings.
#pragma once
#include <optional>
#include <string>

#include "record/context.h"
#include "store/session.h"

namespace hearth::returns {

inline constexpr std::string_view kImportTeam = "Imported records";
inline constexpr std::string_view kImportManager = "records.manager";  // sign-in name

struct ImportInto {
    TeamId team;
    bool made = false;  // the authority was made, with a manager
};
// Makes what is missing. With an authority: its agency, the team, a manager of the team with an
// account without a password (`hearth user password` gives it one), and the bank holidays of the
// practice.
ImportInto import_into(store::Session& session, const record::Context& context,
                       const std::string& name, const std::string& la_code,
                       const std::string& profile);

}  // namespace hearth::returns
