#include "identity/linkage/people_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/text.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity::linkage {
namespace {

constexpr std::array<std::string_view, 16> kKeys = {
    "given", "middle",  "surname", "previous", "name", "sex", "dob", "expected",
    "house", "address", "town",    "postcode", "uprn", "nhs", "upn", "identifier"};

std::size_t key_index(ColumnKey key) {
    return static_cast<std::size_t>(key);
}

// Where in the row each key's columns are.
struct Places {
    std::size_t id = 0;
    std::optional<std::size_t> truth;
    std::array<std::vector<std::size_t>, 16> of;
};

std::optional<std::size_t> find_column(const std::vector<std::string>& header,
                                       std::string_view name) {
    const auto wanted = trim(name);
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i] == wanted) return i;
    }
    const auto folded = fold(wanted);
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (fold(header[i]) != folded) continue;
        if (found) return {};
        found = i;
    }
    return found;
}

Invalid no_column(std::string_view name, const std::vector<std::string>& header) {
    return invalid(
        std::string(name), "no_column",
        fmt::format("The file has no column \"{}\". It has: {}.", trim(name), join(header, ", ")));
}

struct DatePlan {
    DateStyle style;
    std::optional<DateParts> parts;
};

DatePlan plan_dates(const std::vector<std::size_t>& columns,
                    const std::vector<std::vector<std::string>>& sample, int this_year) {
    DatePlan plan;
    std::vector<std::vector<std::string_view>> values(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
        for (const auto& row : sample) values[c].push_back(row[columns[c]]);
    }
    if (columns.size() == 2 || columns.size() == 3) {
        const auto parts = judge_parts(values);
        if (parts.ok()) {
            plan.style.this_year = this_year;
            plan.parts = parts;
            return plan;
        }
    }
    std::vector<std::string_view> all;
    for (const auto& column : values) all.insert(all.end(), column.begin(), column.end());
    plan.style = judge_dates(all, this_year);
    return plan;
}

using Row = std::span<const std::string_view>;

ReadDate date_of(const DatePlan& plan, const std::vector<std::size_t>& columns, Row row) {
    if (plan.parts) {
        const auto cell = [&](int part) {
            return part < 0 ? std::string_view{} : row[columns[static_cast<std::size_t>(part)]];
        };
        return join_parts(cell(plan.parts->day), cell(plan.parts->month), cell(plan.parts->year),
                          plan.style);
    }
    ReadDate best;
    for (const auto column : columns) {
        auto read = read_date(row[column], plan.style);
        if (read.date.known()) return read;
        if (best.typed.empty()) best.typed = std::move(read.typed);
    }
    return best;
}

Person person_of(const Places& places, Row row, const DatePlan& dob, const DatePlan& expected) {
    Person p;
    const auto each = [&](ColumnKey key, auto&& take) {
        for (const auto column : places.of[key_index(key)]) take(row[column]);
    };
    each(ColumnKey::given, [&](std::string_view t) { read_given(p, t); });
    each(ColumnKey::middle, [&](std::string_view t) { read_middle(p, t); });
    each(ColumnKey::surname, [&](std::string_view t) { read_surname(p, t); });
    each(ColumnKey::name, [&](std::string_view t) { read_name(p, t); });
    each(ColumnKey::previous, [&](std::string_view t) { read_previous(p, t); });
    each(ColumnKey::sex, [&](std::string_view t) {
        if (p.sex == Sex::unknown) p.sex = read_sex(t);
    });
    auto born = date_of(dob, places.of[key_index(ColumnKey::dob)], row);
    p.dob = born.date;
    p.dob_typed = std::move(born.typed);
    p.expected = date_of(expected, places.of[key_index(ColumnKey::expected)], row).date;
    each(ColumnKey::house, [&](std::string_view t) {
        const auto house = standard_house(t);
        if (house.empty()) return;
        if (!p.house.empty()) p.house += '/';
        p.house += house;
    });
    each(ColumnKey::postcode, [&](std::string_view t) {
        if (p.postcode.empty()) p.postcode = standard_postcode(t);
    });
    each(ColumnKey::address, [&](std::string_view t) { read_address(p, t); });
    each(ColumnKey::town, [&](std::string_view t) {
        if (p.town.empty()) p.town = standard_town(t);
    });
    const auto number = [&](ColumnKey key, std::string& into) {
        each(key, [&](std::string_view t) {
            if (into.empty()) into = standard_identifier(t);
        });
    };
    number(ColumnKey::uprn, p.uprn);
    number(ColumnKey::nhs, p.nhs);
    number(ColumnKey::upn, p.upn);
    each(ColumnKey::identifier,
         [&](std::string_view t) { p.identifiers.push_back(standard_identifier(t)); });
    return p;
}

}  // namespace

std::string column_keys() {
    std::string text;
    for (const auto key : kKeys) {
        if (!text.empty()) text += ' ';
        text += key;
    }
    return text;
}

Result<std::vector<Column>> read_columns(std::string_view list) {
    std::vector<Column> columns;
    for (const auto part : split(list, ',')) {
        if (is_blank(part)) continue;
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) {
            return invalid(
                "columns", "columns_syntax",
                fmt::format("\"{}\" is no key=column, such as given=first_name.", trim(part)));
        }
        const auto key = lower_ascii(trim(part.substr(0, equals)));
        const auto found = std::find(kKeys.begin(), kKeys.end(), key);
        if (found == kKeys.end()) {
            return invalid("columns", "columns_key",
                           fmt::format("\"{}\" is no key. The keys are: {}.", key, column_keys()));
        }
        const auto name = trim(part.substr(equals + 1));
        if (name.empty()) {
            return invalid("columns", "columns_syntax",
                           fmt::format("Which column is the {}? Write {}=column.", key, key));
        }
        columns.push_back({static_cast<ColumnKey>(found - kKeys.begin()), std::string(name)});
    }
    if (columns.empty()) {
        return invalid("columns", "columns_empty",
                       "No columns were named. Write, for example, "
                       "given=first_name,surname=surname,dob=date_of_birth.");
    }
    return columns;
}

Result<PeopleFile> read_people(std::string_view csv, const PeopleColumns& wanted,
                               const TakePerson& take) {
    PeopleFile file;
    std::string decoded;
    if (is_utf16(csv)) {
        decoded = utf8_from_utf16(csv);
        csv = decoded;
        file.notes.emplace_back("The file is not UTF-8: read as UTF-16.");
    } else if (!valid_utf8(csv)) {
        decoded = utf8_from_mixed(csv);
        csv = decoded;
        file.notes.emplace_back("The file is not UTF-8: read as Windows-1252 (Latin-1).");
    }
    const char separator = separator_of(csv);
    const auto fault = [](const CsvError& error) {
        return invalid(
            fmt::format("line {}, column {}", error.line, error.column), "csv_syntax",
            fmt::format("Line {}, column {}: {}", error.line, error.column, error.message));
    };
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> sample;
    Places places;
    {
        CsvReader reader(csv, separator);
        auto step = reader.next();
        if (step == CsvStep::error) return fault(reader.error());
        if (step == CsvStep::end) {
            return invalid("", "csv_header",
                           "The file is empty: its first line must name the columns.");
        }
        for (const auto cell : reader.row()) header.emplace_back(trim(cell));
        const auto id = find_column(header, wanted.id);
        if (!id) return no_column(wanted.id, header);
        places.id = *id;
        if (wanted.truth) {
            places.truth = find_column(header, *wanted.truth);
            if (!places.truth) return no_column(*wanted.truth, header);
        }
        for (const auto& column : wanted.columns) {
            const auto found = find_column(header, column.name);
            if (!found) return no_column(column.name, header);
            places.of[key_index(column.key)].push_back(*found);
        }
        // The dates of the first rows tell how they are written.
        while (sample.size() < 20'000 && reader.next() == CsvStep::row) {
            if (reader.row().size() != header.size()) continue;
            sample.emplace_back(reader.row().begin(), reader.row().end());
        }
    }
    const auto dob = plan_dates(places.of[key_index(ColumnKey::dob)], sample, wanted.this_year);
    const auto expected =
        plan_dates(places.of[key_index(ColumnKey::expected)], sample, wanted.this_year);
    sample.clear();

    CsvReader reader(csv, separator);
    reader.next();
    std::unordered_set<std::string_view> seen;
    std::size_t odd_dates = 0;
    std::vector<std::string_view> padded;
    for (auto step = reader.next(); step != CsvStep::end; step = reader.next()) {
        if (step == CsvStep::error) return fault(reader.error());
        Row row = reader.row();
        if (row.size() != header.size()) {
            // Empty cells left off at the end, or added there, lose nothing.
            padded.assign(row.begin(), row.end());
            while (padded.size() > header.size() && is_blank(padded.back())) padded.pop_back();
            if (padded.size() == 1 && is_blank(padded[0])) continue;
            if (padded.size() > header.size() || padded.size() <= places.id) {
                return invalid(
                    fmt::format("line {}", reader.line()), "csv_width",
                    fmt::format("Line {} has {} cells where the first line has {}. Is a comma "
                                "inside a cell that is not in quotes?",
                                reader.line(), row.size(), header.size()));
            }
            padded.resize(header.size());
            row = padded;
        }
        const auto id = trim(row[places.id]);
        if (id.empty()) {
            return invalid(fmt::format("line {}", reader.line()), "no_id",
                           fmt::format("Line {} has no identifier in the column \"{}\".",
                                       reader.line(), wanted.id));
        }
        file.ids.emplace_back(id);
        if (places.truth) file.truth.emplace_back(trim(row[*places.truth]));
        auto person = person_of(places, row, dob, expected);
        if (!person.dob_typed.empty() || person.dob.kind == DateKind::impossible) ++odd_dates;
        take(id, std::move(person));
        ++file.rows;
    }
    if (file.rows == 0) {
        return invalid("", "no_rows", "The file has a first line and no records under it.");
    }
    if (wanted.ids_must_differ) {
        seen.reserve(file.ids.size());
        for (std::size_t i = 0; i < file.ids.size(); ++i) {
            if (!seen.insert(file.ids[i]).second) {
                return invalid(
                    "id", "id_twice",
                    fmt::format("The column \"{}\" names record {} twice: it must differ "
                                "from row to row.",
                                wanted.id, i + 1));
            }
        }
    }
    if (odd_dates > 0) {
        file.notes.push_back(fmt::format(
            "{} could not be read as dates that exist; they are "
            "compared as typed.",
            plural(static_cast<std::int64_t>(odd_dates), "date of birth", "dates of birth")));
    }
    return file;
}

Result<PeopleFile> read_people(std::string_view csv, const PeopleColumns& columns, People& people) {
    return read_people(csv, columns, [&](std::string_view, Person&& person) {
        people.records.push_back(people.lexicon.add(person));
    });
}

}  // namespace hearth::identity::linkage
