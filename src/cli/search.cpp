// hearth search: everybody of a second file looked up in the first, in memory.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <sstream>
#include <unordered_map>

#include "base/csv.h"
#include "base/text.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"
#include "identity/index/person_index.h"
#include "identity/linkage/people_file.h"

namespace hearth::cli {
namespace {

using namespace identity;
using Steady = std::chrono::steady_clock;

struct Options {
    std::string file, queries, id, query_id, columns, query_columns, model, format = "csv";
    std::size_t top = 10;
    double least = 0;
};

std::string read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw UsageError(fmt::format("{} cannot be read.", path));
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

std::string message_of(const Failure& failure) {
    if (const auto* wrong = std::get_if<Invalid>(&failure)) return wrong->errors.front().message;
    if (const auto* fault = std::get_if<Fault>(&failure)) return fault->what;
    return "It cannot be read.";
}

struct File {
    linkage::People people;
    linkage::PeopleFile rows;
};

linkage::PeopleColumns columns_of(const std::string& list, const std::string& id) {
    auto columns = linkage::read_columns(list);
    if (!columns) throw UsageError(message_of(columns.failure()));
    linkage::PeopleColumns wanted;
    wanted.id = id;
    wanted.columns = std::move(columns).value();
    wanted.this_year = SystemClock().today().year();
    wanted.ids_must_differ = false;  // several records may be one person
    return wanted;
}

// Columns that the file has not are left out when `lenient`, as long as one remains.
File read_file(const std::string& path, linkage::PeopleColumns wanted, bool lenient) {
    const std::string text = read_whole(path);
    for (;;) {
        File file;
        auto read = linkage::read_people(text, wanted, file.people);
        if (read) {
            file.rows = std::move(read).value();
            for (const auto& note : file.rows.notes) fmt::print(stderr, "{}: {}\n", path, note);
            return file;
        }
        const auto* wrong = std::get_if<Invalid>(&read.failure());
        const bool absent = wrong != nullptr && wrong->errors.front().code == "no_column" &&
                            wrong->errors.front().field != wanted.id;
        const auto before = wanted.columns.size();
        if (lenient && absent)
            std::erase_if(wanted.columns, [&](const linkage::Column& c) {
                return c.name == wrong->errors.front().field;
            });
        if (wanted.columns.empty() || wanted.columns.size() == before)
            throw UsageError(fmt::format("{}: {}", path, message_of(read.failure())));
    }
}

linkage::Person person_of(const linkage::Lexicon& texts, const linkage::Record& record) {
    linkage::Person p;
    const auto names = [&](const auto& ids, std::vector<std::string>& to) {
        std::size_t last = ids.size();
        while (last > 0 && ids[last - 1] == 0) --last;
        for (std::size_t i = 0; i < last; ++i) to.emplace_back(texts.names.text(ids[i]));
    };
    names(record.given, p.given);
    names(record.surnames, p.surnames);
    p.sex = record.sex;
    p.unborn = record.unborn;
    p.dob = record.dob;
    p.dob_typed = texts.typed.text(record.dob_typed);
    p.expected = record.expected;
    p.house = texts.houses.text(record.house);
    p.street = texts.streets.text(record.street);
    p.town = texts.towns.text(record.town);
    p.postcode = texts.postcodes.text(record.postcode);
    p.uprn = texts.numbers.text(record.uprn);
    p.nhs = texts.numbers.text(record.nhs);
    p.upn = texts.numbers.text(record.upn);
    for (const auto id : record.identifiers) p.identifiers.emplace_back(texts.numbers.text(id));
    return p;
}

double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

// Microseconds that this thread has had of a processor.
double processor_us() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) * 1e-3;
}

double part(std::vector<double>& times, double share) {
    const auto at = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(at), times.end());
    return times[at];
}

linkage::Model model_of(const std::string& path) {
    if (path.empty()) return linkage::default_model();
    auto model = linkage::read_model(read_whole(path));
    if (!model) throw UsageError(fmt::format("{}: {}", path, message_of(model.failure())));
    return std::move(model).value();
}

struct Register {
    index::PersonIndex index;
    std::vector<std::string> ids;  // of the owners
};

Register read_register(const Options& o) {
    const auto start = Steady::now();
    Register reg;
    {
        File file = read_file(o.file, columns_of(o.columns, o.id), false);
        std::unordered_map<std::string, std::int64_t> owners;
        for (std::size_t i = 0; i < file.rows.ids.size(); ++i) {
            auto& id = file.rows.ids[i];
            const auto [at, first] =
                owners.try_emplace(id, static_cast<std::int64_t>(reg.ids.size()));
            if (first) reg.ids.push_back(std::move(id));
            reg.index.add(person_of(file.people.lexicon, file.people.records[i]), at->second);
        }
    }
    const double read = seconds_since(start);
    reg.index.build();
    fmt::print(
        stderr,
        "{} records of {} people: read in {:.1f} s, indexed in {:.1f} s, {:.0f} bytes each\n",
        with_commas(static_cast<std::int64_t>(reg.index.people())),
        with_commas(static_cast<std::int64_t>(reg.ids.size())), read, seconds_since(start) - read,
        static_cast<double>(reg.index.bytes()) / static_cast<double>(reg.index.people()));
    return reg;
}

int search(const Options& o) {
    linkage::Scorer weights(model_of(o.model));
    const Register reg = read_register(o);
    const bool own_columns = !o.query_columns.empty();
    const File queries = read_file(o.queries,
                                   columns_of(own_columns ? o.query_columns : o.columns,
                                              o.query_id.empty() ? o.id : o.query_id),
                                   !own_columns);
    weights.set_prior(linkage::Scorer::prior_for_search(static_cast<double>(reg.index.people())));

    std::string out;
    CsvWriter csv(out, CsvGuard::none);
    csv.row({"query", "rank", "id", "probability"});
    index::Scratch scratch;
    std::vector<double> wall, processor;
    std::size_t cut_short = 0;
    for (std::size_t q = 0; q < queries.rows.ids.size(); ++q) {
        const auto asked = person_of(queries.people.lexicon, queries.people.records[q]);
        const double before = processor_us();
        const auto start = Steady::now();
        const auto found = reg.index.search(asked, weights, o.top, scratch);
        wall.push_back(seconds_since(start) * 1e6);
        processor.push_back(processor_us() - before);
        if (scratch.effort().cut_short) ++cut_short;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i].probability < o.least) break;
            csv.row({queries.rows.ids[q], std::to_string(i + 1),
                     reg.ids[static_cast<std::size_t>(found[i].owner)],
                     fmt::format("{:.6f}", found[i].probability)});
        }
        if (out.size() > (std::size_t{1} << 20)) {
            print(out);
            out.clear();
        }
    }
    print(out);
    fmt::print(stderr,
               "{} queries, one thread: p50 {:.0f} µs, p99 {:.0f} µs (on the processor {:.0f} and "
               "{:.0f}); {} of names too common to look at all\n",
               with_commas(static_cast<std::int64_t>(wall.size())), part(wall, 0.5),
               part(wall, 0.99), part(processor, 0.5), part(processor, 0.99),
               with_commas(static_cast<std::int64_t>(cut_short)));
    return 0;
}

}  // namespace

void add_search(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "search", "Look up everybody of one file among the people of another, the likeliest first");
    command->footer(
        "Prints query,rank,id,probability. The probability is that the record is of the person "
        "asked for: a ranked\nlist for somebody to decide on, not an answer. Times and memory go "
        "to standard error.\n\nKeys of columns: " +
        linkage::column_keys());
    command->add_option("file", options->file, "CSV of the people to be searched")->required();
    command->add_option("--queries", options->queries, "CSV of the people to look up")->required();
    command
        ->add_option("--id", options->id,
                     "Column of the identifier, in both files; rows with one identifier are one "
                     "person")
        ->required();
    command->add_option("--query-id", options->query_id,
                        "The same of the people to look up, when it is another");
    command
        ->add_option("--columns", options->columns,
                     "What the columns are: given=first_name,surname=surname,dob=date_of_birth")
        ->required();
    command->add_option("--query-columns", options->query_columns,
                        "The same of the people to look up; left out, the same columns, as far as "
                        "they are there");
    command->add_option("--top", options->top, "How many to give of each query, at most")
        ->capture_default_str()
        ->check(CLI::Range(1, 64));
    command->add_option("--least", options->least, "Leave out those of a lower probability")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--model", options->model,
                        "Weights from this file (hearth match writes one), not the built-in ones");
    command->add_option("--format", options->format, "csv")
        ->capture_default_str()
        ->check(CLI::IsMember({"csv"}));
    command->callback([options, &run] { run = [options] { return search(*options); }; });
}

}  // namespace hearth::cli
