// Frames as tables of SQLite: a rule's SELECT reads the columns where they lie.
//
// It guarantees the answers that ordinary tables with the same rows and column types would give,
// and that a lookup by equality on any column is indexed. What it does beyond reading columns
// (leaving out rows that a WHERE refuses) is only done where it cannot change an answer: for
// comparisons SQLite looks again. Cells can be changed by UPDATE (what is worked out after
// loading); rows cannot be added or taken out.
#pragma once

struct sqlite3;

namespace hearth::returns {

class Frames;

// Makes a virtual table for every frame, under its name. The frames must outlive the connection,
// and must not grow after this. Throws std::runtime_error.
void attach_frames(sqlite3* connection, Frames& frames);

}  // namespace hearth::returns
