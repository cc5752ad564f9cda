// The folders of pages, each with its routes.
#pragma once
#include "web/app.h"

namespace hearth::web {

void add_sign_in_routes(Router& router, App& app);     // sign-in, sign-out, account, the session
void add_front_door_routes(Router& router, App& app);  // queue, requests, questions to partners
void add_is_known_routes(Router& router, App& app);    // "is this child known?", for partners
void add_entry_form_routes(Router& router, App& app);  // forms being written, drafts, signing
void add_my_day_routes(Router& router, App& app);      // my day, my tasks, lists of families
void add_team_routes(Router& router, App& app);        // team boards
void add_allocation_routes(Router& router, App& app);  // who works with a family
void add_workbook_routes(Router& router, App& app);    // the workbook
void add_meeting_routes(Router& router, App& app);     // meetings, group supervision
void add_plan_routes(Router& router, App& app);        // the family plan and its actions

void add_family_routes(Router& router, App& app);        // a family's overview
void add_chronology_routes(Router& router, App& app);    // chronologies, one entry
void add_search_routes(Router& router, App& app);        // the search box
void add_import_routes(Router& router, App& app);        // imported files and their findings
void add_person_routes(Router& router, App& app);        // a person's record and chronology
void add_network_routes(Router& router, App& app);       // family and network, assessments
void add_network_form_routes(Router& router, App& app);  // adding and correcting its people
void add_step_routes(Router& router, App& app);          // the practice's steps for a family
void add_looked_routes(Router& router, App& app);        // who has looked
void add_break_glass_routes(Router& router, App& app);   // emergency access and its review
void add_about_routes(Router& router, App& app);         // help, accessibility, privacy
void add_account_routes(Router& router, App& app);       // the visitor's own account

void add_service_routes(Router& router, App& app);       // service board, escalations, moved dates
void add_leaving_care_routes(Router& router, App& app);  // leaving care, looked after
void add_measure_routes(Router& router, App& app);       // side by side, graded care, progress
void add_scorecard_routes(Router& router, App& app);     // dashboard, scorecard, indicators

}  // namespace hearth::web
