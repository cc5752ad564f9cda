// A document as markup: for the page, for print and for PDF, from the same blocks.
#pragma once
#include <string>
#include <string_view>

#include "record/outputs.h"
#include "web/html.h"

namespace hearth::web {

// One block of a document, and its parts under headings of level 2.
Html document_block(const record::DocBlock& block, std::string_view part_title);
Html document_parts(const record::Document& document);
// "For Jo Ashworth. Reference F-104233. Made from the record as known on 24 November 2026 ..."
Html document_head(const record::Document& document);
// The whole of it for make_pdf: language, title, headings, page numbers. `mark`: "Draft", or "".
std::string document_for_pdf(const record::Document& document, std::string_view mark);
// Draws genogram and ecomap of what the reader may know.
record::DrawNetwork draw_network(Date today);
// "chronology-for-court-2026-11-24.pdf"
std::string pdf_name(const record::Document& document);

}  // namespace hearth::web
