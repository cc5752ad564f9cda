#include "store/backends.h"
namespace hearth::store {
std::unique_ptr<Database> open_postgres(const DatabaseConfig&) {
    throw DatabaseError("PostgreSQL is not supported by this build yet");
}
}  // namespace hearth::store
