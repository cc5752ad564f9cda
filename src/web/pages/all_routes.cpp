#include "web/pages/documents.h"
#include "web/pages/identity.h"
#include "web/pages/pages.h"
#include "web/pages/quality.h"

namespace hearth::web {

void add_all_routes(Router& router, App& app) {
    router.set_gate(make_gate(app));
    router.set_error_page(make_error_page(app));
    add_sign_in_routes(router, app);
    add_import_routes(router, app);
    add_entry_form_routes(router, app);
    add_front_door_routes(router, app);
    add_is_known_routes(router, app);
    add_family_routes(router, app);
    add_chronology_routes(router, app);
    add_search_routes(router, app);
    add_my_day_routes(router, app);
    add_team_routes(router, app);
    add_person_routes(router, app);
    add_identity_routes(router, app);
    add_network_routes(router, app);
    add_network_form_routes(router, app);
    add_step_routes(router, app);
    add_looked_routes(router, app);
    add_break_glass_routes(router, app);
    add_about_routes(router, app);
    add_account_routes(router, app);
    add_allocation_routes(router, app);
    add_workbook_routes(router, app);
    add_meeting_routes(router, app);
    add_plan_routes(router, app);
    add_scorecard_routes(router, app);
    add_service_routes(router, app);
    add_leaving_care_routes(router, app);
    add_measure_routes(router, app);
    add_quality_routes(router, app);
    add_document_routes(router, app);
}

}  // namespace hearth::web
