// hearth search: everybody of a second file looked up in the first, in memory.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <unordered_map>

#include "base/csv.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"
#include "cli/people_files.h"
#include "identity/index/person_index.h"

namespace hearth::cli {
namespace {

using namespace identity;
using Steady = std::chrono::steady_clock;

struct Options {
    std::string file, queries, id, query_id, columns, query_columns, model, format = "csv";
    std::size_t top = 10;
    double least = 0;
};

// Hands on every record of the file. Columns that it has not are left out when `lenient`, as long
// as one remains.
void read_records(const std::string& path, linkage::PeopleColumns wanted, bool lenient,
                  const linkage::TakePerson& take) {
    wanted.ids_must_differ = false;  // several records may be one person
    const std::string text = read_whole(path);
    for (;;) {
        auto read = linkage::read_people(text, wanted, take);
        if (read) return say_notes(path, read.value());
        const auto* wrong = std::get_if<Invalid>(&read.failure());
        const bool absent = wrong != nullptr && wrong->errors.front().code == "no_column" &&
                            wrong->errors.front().field != wanted.id;
        const auto before = wanted.columns.size();
        if (lenient && absent)
            std::erase_if(wanted.columns, [&](const linkage::Column& c) {
                return c.name == wrong->errors.front().field;
            });
        if (wanted.columns.empty() || wanted.columns.size() == before)
            throw_unreadable(path, read.failure());
    }
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

struct Register {
    index::PersonIndex index;
    std::vector<std::string> ids;  // of the owners
};

Register read_register(const Options& o) {
    const auto start = Steady::now();
    Register reg;
    std::unordered_map<std::string, std::int64_t> owners;
    read_records(o.file, people_columns("--columns", o.columns, o.id), false,
                 [&](std::string_view id, linkage::Person&& person) {
                     const auto [at, first] = owners.try_emplace(
                         std::string(id), static_cast<std::int64_t>(reg.ids.size()));
                     if (first) reg.ids.emplace_back(id);
                     reg.index.add(person, at->second);
                 });
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
    linkage::Scorer weights(o.model.empty() ? linkage::default_model() : read_model_file(o.model));
    const Register reg = read_register(o);
    const bool own_columns = !o.query_columns.empty();
    std::vector<std::pair<std::string, linkage::Person>> queries;
    read_records(o.queries,
                 people_columns(own_columns ? "--query-columns" : "--columns",
                                own_columns ? o.query_columns : o.columns,
                                o.query_id.empty() ? o.id : o.query_id),
                 !own_columns, [&](std::string_view id, linkage::Person&& person) {
                     queries.emplace_back(id, std::move(person));
                 });
    weights.set_prior(linkage::Scorer::prior_for_search(static_cast<double>(reg.index.people())));

    std::string out;
    CsvWriter csv(out, CsvGuard::none);
    csv.row({"query", "rank", "id", "probability"});
    index::Scratch scratch;
    std::vector<double> wall, processor;
    std::size_t cut_short = 0;
    for (const auto& [id, asked] : queries) {
        const double before = processor_us();
        const auto start = Steady::now();
        const auto found = reg.index.search(asked, weights, o.top, scratch);
        wall.push_back(seconds_since(start) * 1e6);
        processor.push_back(processor_us() - before);
        if (scratch.effort().cut_short) ++cut_short;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i].probability < o.least) break;
            csv.row({id, std::to_string(i + 1), reg.ids[static_cast<std::size_t>(found[i].owner)],
                     fmt::format("{:.6f}", found[i].probability)});
        }
        if (out.size() > (std::size_t{1} << 20)) {
            print_part(out);
            out.clear();
        }
    }
    print_part(out);
    finish_parts();
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
