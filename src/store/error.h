// What the store throws. Each ends the request; none repeats personal data (a database's own text
// of an error may hold values, so only its code and its fixed part are kept).
#pragma once
#include <stdexcept>
#include <string>

namespace hearth::store {

// Any error of the database; `what()` names the statement.
struct DatabaseError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// A write whose outcome is not known, and every call after it: the Database has stopped. Restart,
// reopen, look.
struct Stopped final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// Too many writes are waiting. Nothing was written; the caller may try again later (HTTP 503).
struct Busy final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// The statement took longer than the deadline. Nothing was written.
struct DeadlineExceeded final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// The connection to PostgreSQL was lost, or none could be made. Nothing was written; the next call
// connects anew.
struct ConnectionLost final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// A unique, foreign-key, not-null or check constraint. Nothing was written.
struct ConstraintViolation final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// PostgreSQL only: the write collided with others every time it was tried. Nothing was written.
struct Contention final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// A column was read as what it is not; a mistake in the program, or a damaged record.
struct WrongType final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// The schema cannot be brought up to date; says which migration and what to do.
struct MigrationError final : DatabaseError {
    using DatabaseError::DatabaseError;
};

}  // namespace hearth::store
