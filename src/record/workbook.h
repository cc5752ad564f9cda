// The workbook of a family: what every discipline has written, section by section, cycle by cycle.
//
// It copies nothing: an entry is one row, and shows in the section whose forms include its form.
// Each entry belongs to exactly one cycle: the one that was open when it happened, and a group
// supervision to the cycle that it closed. Sections whose class the reader may not see are not
// there at all, and entries show only the parts of their classes. Asked inside
// Database::read_as_known it shows the workbook as the authority knew it then; who may read is
// always judged now.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"
#include "record/read_entry.h"

namespace hearth::record {

struct WorkbookEntry {
    EntryId id;
    std::string title, author, discipline;
    Instant happened;
    int cycle = 0;         // 0: before the first
    bool carried = false;  // of an earlier cycle, shown since nothing newer stands in this one
    std::vector<std::string> people;
    std::vector<SectionRead> sections;
};
struct WriteHere {
    std::string form, verb;
    bool of_meeting = false;
};
struct LastBy {  // when each discipline last wrote in the section, in any cycle
    std::string discipline, author;
    Date on;
};
struct WorkbookPart {
    std::string id, title, guidance;
    std::vector<WriteHere> write;        // what this reader may write here
    std::vector<WorkbookEntry> entries;  // latest first
    std::vector<LastBy> last;            // latest first
};
struct ModuleCard {
    std::string id, title, purpose;
    std::optional<Date> offered, started, ended;
    std::string outcome;  // code list module_outcome
    std::optional<int> importance_before, importance_after, confidence_before, confidence_after;
    std::string evidence;
};
struct MeasureSeries {  // one kind, of one person
    std::string kind;
    PersonId person;
    std::string name;                             // of the person; "" the family
    std::vector<std::pair<Date, double>> points;  // oldest first
};
struct WorkbookCycle {
    int cycle = 0;
    Date opened;
    std::optional<Date> closed;
    MeetingId supervision;
};
struct Workbook {
    FamilyHead head;
    std::vector<WorkbookCycle> cycles;  // newest first
    int shown = 0;                      // the cycle shown; 0: none was ever opened
    bool newest = true;
    std::vector<WorkbookPart> parts;
    std::vector<ModuleCard> modules;
    std::vector<MeasureSeries> measures;
    MeetingId next_supervision;
};

enum class WorkbookUse { read, print };
// `cycle` 0: the newest. For print, nothing of classes that must never stand side by side on paper.
Result<Workbook> read_workbook(store::Session& session, const Context& context, FamilyId family,
                               int cycle = 0, WorkbookUse use = WorkbookUse::read);

}  // namespace hearth::record
