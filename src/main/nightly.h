// What the server does by itself. Every minute: looks for new records among the others, for the
// queue of possible duplicates (identity/duplicates.h). Once a day: runs the returns' rules over
// the record at an hour of the English clock, then lets the database look at its tables (ANALYZE).
// A server that was not running at that hour does it when it starts. Of several servers over one
// database each does it; the faults are the same and a run more is shown.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "base/id.h"
#include "identity/live_index.h"
#include "returns/quality/quality_run.h"
#include "store/database.h"
#include "web/pages/quality.h"

namespace hearth {

class Nightly {
  public:
    // `hour` 0 to 23; -1: nothing of this is done. Everything passed in must outlive it.
    Nightly(store::Database& db, std::shared_ptr<const web::ReturnRules> rules,
            std::shared_ptr<identity::LiveIndex> people, IdMaker& ids, int hour);
    ~Nightly();
    Nightly(const Nightly&) = delete;
    Nightly& operator=(const Nightly&) = delete;

  private:
    void work();
    bool look();  // whether more are waiting
    bool due() const;
    void run();
    static void tell(const Result<returns::QualityRun>& done);

    store::Database& db_;
    std::shared_ptr<const web::ReturnRules> rules_;
    std::shared_ptr<identity::LiveIndex> people_;
    IdMaker& ids_;
    int hour_;
    bool stop_ = false;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::thread thread_;
};

}  // namespace hearth
