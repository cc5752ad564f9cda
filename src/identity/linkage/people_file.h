// A CSV of people read by a list of columns, as `hearth match` and `hearth search` take it.
//
// Takes UTF-8 with or without byte-order mark, UTF-16, Windows-1252 when the bytes are neither, LF
// or CRLF, and comma, semicolon, tab or bar as separator (judged on the first line). Errors say
// line and column and what to do, and never repeat a cell.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "identity/linkage/train.h"

namespace hearth::identity::linkage {

enum class ColumnKey : std::uint8_t {
    given,
    middle,
    surname,
    previous,
    name,
    sex,
    dob,
    expected,
    house,
    address,
    town,
    postcode,
    uprn,
    nhs,
    upn,
    identifier,
};
struct Column {
    ColumnKey key{};
    std::string name;  // in the file's first line
};
// "given=first_name,surname=surname,dob=date_of_birth"; a key may come several times.
Result<std::vector<Column>> read_columns(std::string_view list);
std::string column_keys();  // all of them, for help texts

struct PeopleFile {
    std::vector<std::string> ids;
    std::vector<std::string> truth;  // empty when no column was asked for
    std::size_t rows = 0;
    std::vector<std::string> notes;  // for the person: "latin-1 read as such", "12 dates as typed"
};
struct PeopleColumns {
    std::string id;
    std::vector<Column> columns;
    std::optional<std::string> truth;
    int this_year = 2026;
    bool ids_must_differ = true;
};
// Hands on each record with its identifier, in the file's order; what was handed on before an error
// is the caller's to forget.
using TakePerson = std::function<void(std::string_view id, Person&& person)>;
Result<PeopleFile> read_people(std::string_view csv, const PeopleColumns& columns,
                               const TakePerson& take);
// Appends the file's records to `people`.
Result<PeopleFile> read_people(std::string_view csv, const PeopleColumns& columns, People& people);

}  // namespace hearth::identity::linkage
