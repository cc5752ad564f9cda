// Numbers with check digits, for people who do not exist.
#pragma once
#include <cstdint>
#include <string>

namespace hearth::record::demo {

// The next NHS number that begins with 999, the range for tests: nine digits and the modulus-11
// check digit (numbers whose check would be ten are passed over). Some 909,000 differ; then they
// come round again.
std::string next_nhs_number(std::int64_t& cursor);
bool nhs_number_valid(const std::string& text);
// A unique pupil number: check letter, authority (three digits), school (four), year (two), serial
// (three). DfE's guide to UPNs: letters A to Z without I, O, S; weights 2 to 13; modulus 23.
std::string upn(int la_code, int school, int year, int serial);
bool upn_valid(const std::string& text);

}  // namespace hearth::record::demo
