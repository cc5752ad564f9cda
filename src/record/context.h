// What every use case is handed: who asks, as what, for which purpose, at which moment, under which
// practice.
//
// A Context lives for one request, is passed by reference and never kept. It guarantees that
// nothing in the record layer reads the clock, a global or the environment. It does not decide
// anything: access/guard.h does.
#pragma once
#include "access/policy.h"
#include "access/subject.h"
#include "base/id.h"
#include "base/time.h"
#include "practice/definitions.h"

namespace hearth::record {

struct Context {
    const practice::Practice& practice;
    const access::Policy& policy;
    const access::Subject& subject;  // worker, agency, roles, teams, areas, purpose
    Instant now;
    IdMaker& ids;

    Date today() const { return date_of(now); }
};

}  // namespace hearth::record
