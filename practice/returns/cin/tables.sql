-- The tables that the rules of the children in need census look at: one row for each element of the
-- file, under the names that the Department gives them. docs/returns/rules.md explains the columns
-- that are ours (row, child_no, CINdetailsID, AssessmentID, CPPID, ..._text).
CREATE TABLE census (           -- one row, always
    year          INTEGER NOT NULL,  -- collection year: 2026 is the year that ends on 31 March 2026
    period_start  TEXT NOT NULL,     -- first day of the census period
    period_end    TEXT NOT NULL      -- last day: the reference date, or 31 March when it is not given
);

CREATE TABLE Header (           -- one row; none when the file has no header
    row INTEGER PRIMARY KEY,
    Collection TEXT, Year TEXT, ReferenceDate TEXT, ReferenceDate_text TEXT,
    SourceLevel TEXT, LEA TEXT, SoftwareCode TEXT, Release TEXT, SerialNo TEXT, DateTime TEXT
);

CREATE TABLE ChildIdentifiers (
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL,
    LAchildID TEXT, UPN TEXT, FormerUPN TEXT, UPNunknown TEXT,
    PersonBirthDate TEXT, PersonBirthDate_text TEXT,
    ExpectedPersonBirthDate TEXT, ExpectedPersonBirthDate_text TEXT,
    Sex TEXT, GenderCurrent TEXT,
    PersonDeathDate TEXT, PersonDeathDate_text TEXT
);

CREATE TABLE ChildCharacteristics (
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT,
    Ethnicity TEXT
);

CREATE TABLE Disabilities (     -- one row for each code
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT,
    Disability TEXT
);

CREATE TABLE CINdetails (
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT,
    CINdetailsID INTEGER NOT NULL,   -- its own row
    CINreferralDate TEXT, CINreferralDate_text TEXT,
    ReferralSource TEXT, PrimaryNeedCode TEXT,
    CINclosureDate TEXT, CINclosureDate_text TEXT,
    ReasonForClosure TEXT,
    DateOfInitialCPC TEXT, DateOfInitialCPC_text TEXT,
    ReferralNFA TEXT                 -- '1' or '0' (true and false are read as these), or as given
);

CREATE TABLE Assessments (
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT, CINdetailsID INTEGER NOT NULL,
    AssessmentID INTEGER NOT NULL,   -- its own row
    AssessmentActualStartDate TEXT, AssessmentActualStartDate_text TEXT,
    AssessmentInternalReviewDate TEXT, AssessmentInternalReviewDate_text TEXT,
    AssessmentAuthorisationDate TEXT, AssessmentAuthorisationDate_text TEXT
);

CREATE TABLE AssessmentFactorsList (  -- one row for each factor; faults are reported at Assessments.AssessmentFactors
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT, CINdetailsID INTEGER NOT NULL,
    AssessmentID INTEGER NOT NULL,
    AssessmentFactor TEXT
);

CREATE TABLE CINplanDates (
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT, CINdetailsID INTEGER NOT NULL,
    CINPlanStartDate TEXT, CINPlanStartDate_text TEXT,
    CINPlanEndDate TEXT, CINPlanEndDate_text TEXT
);

CREATE TABLE Section47 (
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT, CINdetailsID INTEGER NOT NULL,
    S47ActualStartDate TEXT, S47ActualStartDate_text TEXT,
    InitialCPCtarget TEXT, InitialCPCtarget_text TEXT,
    DateOfInitialCPC TEXT, DateOfInitialCPC_text TEXT,
    ICPCnotRequired TEXT             -- '1' or '0', or as given
);

CREATE TABLE ChildProtectionPlans (
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT, CINdetailsID INTEGER NOT NULL,
    CPPID INTEGER NOT NULL,          -- its own row
    CPPstartDate TEXT, CPPstartDate_text TEXT,
    CPPendDate TEXT, CPPendDate_text TEXT,
    InitialCategoryOfAbuse TEXT, LatestCategoryOfAbuse TEXT,
    NumberOfPreviousCPP TEXT
);

CREATE TABLE Reviews (          -- one row for each CPPreviewDate, and one for a Reviews group that has none
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT, CINdetailsID INTEGER NOT NULL,
    CPPID INTEGER NOT NULL,
    CPPreviewDate TEXT, CPPreviewDate_text TEXT
);

CREATE TABLE PreProceedings (   -- module 5 (PreProceedingsandFGDM), from the 2026 to 2027 collection
    row INTEGER PRIMARY KEY, child_no INTEGER NOT NULL, LAchildID TEXT, CINdetailsID INTEGER NOT NULL,
    PPStartDate TEXT, PPStartDate_text TEXT,
    LBPSentDate TEXT, LBPSentDate_text TEXT,
    FGDMMeetingOffer TEXT,           -- '1' or '0', or as given
    FGDMMeetingFac TEXT,             -- '1' or '0', or as given
    InitialPPMeetingDate TEXT, InitialPPMeetingDate_text TEXT,
    ReviewMeetingsCount TEXT,
    StepDecisionDate TEXT, StepDecisionDate_text TEXT,
    PPOutcome TEXT,
    CourtAppDate TEXT, CourtAppDate_text TEXT,
    LetterInitCPDate TEXT, LetterInitCPDate_text TEXT
);

-- after loading

CREATE INDEX identifiers_child ON ChildIdentifiers (child_no);
CREATE INDEX characteristics_child ON ChildCharacteristics (child_no);
CREATE INDEX disabilities_child ON Disabilities (child_no);
CREATE INDEX details_child ON CINdetails (child_no);
CREATE INDEX assessments_details ON Assessments (CINdetailsID);
CREATE INDEX factors_assessment ON AssessmentFactorsList (AssessmentID);
CREATE INDEX plans_details ON CINplanDates (CINdetailsID);
CREATE INDEX plans_child ON CINplanDates (child_no);
CREATE INDEX enquiries_details ON Section47 (CINdetailsID);
CREATE INDEX protection_details ON ChildProtectionPlans (CINdetailsID);
CREATE INDEX protection_child ON ChildProtectionPlans (child_no);
CREATE INDEX reviews_plan ON Reviews (CPPID);
CREATE INDEX preproceedings_details ON PreProceedings (CINdetailsID);
