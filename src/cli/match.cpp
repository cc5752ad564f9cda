// hearth match: which records of one file, or of two, are the same person.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "base/csv.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/match_truth.h"
#include "cli/output.h"
#include "cli/people_files.h"
#include "identity/encoded/link.h"
#include "identity/linkage/link.h"

namespace hearth::cli {
namespace {

namespace linkage = identity::linkage;

enum class Shape { csv, json };

struct Options {
    std::string file, against, id, columns, against_columns, against_id, truth, model, save_model;
    Shape shape = Shape::csv;
    double threshold = linkage::kDefaultThreshold;
    bool blocking = false, clusters = false;
};

class Output {
  public:
    std::string text;
    void flush_if_large() {
        if (text.size() > 1U << 20) flush();
    }
    void flush() {
        print_part(text);
        text.clear();
    }
};

// Both files, read into one set of people.
struct Files {
    linkage::People people;
    std::vector<std::string> ids, truth;
};

Files read_files(const Options& options) {
    auto wanted = people_columns("--columns", options.columns, options.id);
    if (!options.truth.empty()) wanted.truth = options.truth;
    Files files;
    const auto read = [&](const std::string& path) {
        const std::string text = read_whole(path);
        auto file = need(linkage::read_people(text, wanted, files.people), path);
        say_notes(path, file);
        std::move(file.ids.begin(), file.ids.end(), std::back_inserter(files.ids));
        std::move(file.truth.begin(), file.truth.end(), std::back_inserter(files.truth));
        return file.rows;
    };
    const auto first = read(options.file);
    if (!options.against.empty()) {
        if (!options.against_columns.empty()) {
            wanted.columns =
                need(linkage::read_columns(options.against_columns), "--against-columns");
        }
        if (!options.against_id.empty()) wanted.id = options.against_id;
        files.people.left = first;
        read(options.against);
    }
    return files;
}

void write_matches(const Options& options, const Files& files, const linkage::Linked& linked) {
    Output out;
    if (options.shape == Shape::csv) {
        CsvWriter csv(out.text, CsvGuard::none);
        csv.row({"left", "right", "probability"});
        for (const auto& m : linked.matches) {
            csv.row({files.ids[m.a], files.ids[m.b], fmt::format("{:.4f}", m.probability)});
            out.flush_if_large();
        }
    } else {
        const linkage::Scorer scorer(linked.model);
        linkage::CompareCache cache;
        linkage::Comparison seen;
        JsonWriter json(out.text);
        json.begin_array();
        for (const auto& m : linked.matches) {
            linkage::compare(files.people.lexicon, files.people.records[m.a],
                             files.people.records[m.b], cache, seen);
            json.begin_object();
            json.member("left", files.ids[m.a]).member("right", files.ids[m.b]);
            json.member("probability", m.probability);
            json.member("verdict", linkage::verdict(scorer, seen));
            json.key("because").begin_array();
            for (const auto& reason : linkage::explain(scorer, seen)) {
                json.begin_object();
                json.member("field", linkage::name_of(reason.field));
                json.member("words", reason.words);
                json.member("bits", std::round(reason.bits * 10) / 10);
                json.end_object();
            }
            json.end_array().end_object();
            out.flush_if_large();
        }
        json.end_array();
        out.text += '\n';
    }
    out.flush();
}

void write_clusters(const Options& options, const Files& files, const linkage::Linked& linked) {
    Output out;
    const bool two = files.people.two_files();
    const auto file_of = [&](std::size_t i) { return i < files.people.left ? "left" : "right"; };
    if (options.shape == Shape::csv) {
        CsvWriter csv(out.text, CsvGuard::none);
        if (two) {
            csv.row({"file", "id", "cluster"});
        } else {
            csv.row({"id", "cluster"});
        }
        for (std::size_t i = 0; i < files.ids.size(); ++i) {
            if (two) csv.cell(file_of(i));
            csv.cell(files.ids[i]).cell(fmt::format("{}", linked.clusters[i] + 1)).end_row();
            out.flush_if_large();
        }
    } else {
        JsonWriter json(out.text);
        json.begin_array();
        for (std::size_t i = 0; i < files.ids.size(); ++i) {
            json.begin_object();
            if (two) json.member("file", file_of(i));
            json.member("id", files.ids[i]).member("cluster", linked.clusters[i] + 1).end_object();
            out.flush_if_large();
        }
        json.end_array();
        out.text += '\n';
    }
    out.flush();
}

void say_blocking(const linkage::Linked& linked) {
    fmt::print(stderr, "{:<44} {:>12} {:>10} {:>8} {:>9}\n", "Pairs compared because of", "pairs",
               "records", "largest", "left out");
    for (const auto& key : linked.keys) {
        fmt::print(stderr, "{:<44} {:>12} {:>10} {:>8} {:>9}\n", key.name, key.pairs, key.records,
                   key.largest, key.blocks_left_out);
    }
    fmt::print(stderr, "Compared once each: {}.\n", linked.compared);
}

// Two files that were encoded (hearth encode), or one: what the key's holder wrote is all there is.
int match_encoded(const Options& options, const std::string& text) {
    namespace encoded = identity::encoded;
    if (options.clusters || options.blocking || !options.model.empty() ||
        !options.save_model.empty() || options.shape != Shape::csv)
        throw UsageError(
            "Encoded files are matched with --against, --threshold and --truth alone.");
    auto left = need(encoded::read_encoded(text), options.file);
    auto records = std::move(left.records);
    const std::size_t of_left = options.against.empty() ? 0 : records.size();
    if (!options.against.empty()) {
        auto right = need(encoded::read_encoded(read_whole(options.against)), options.against);
        if (right.check != left.check)
            throw UsageError(
                fmt::format("{} and {} were encoded with different keys: nothing in them can be "
                            "compared.",
                            options.file, options.against));
        std::move(right.records.begin(), right.records.end(), std::back_inserter(records));
    }
    const auto linked = encoded::link(records, of_left, options.threshold);
    Output out;
    CsvWriter csv(out.text, CsvGuard::none);
    csv.row({"left", "right", "probability"});
    for (const auto& m : linked.matches) {
        csv.row({records[m.a].id, records[m.b].id, fmt::format("{:.4f}", m.probability)});
        out.flush_if_large();
    }
    out.flush();
    finish_parts();
    if (!options.truth.empty()) {
        std::vector<std::string> truth;
        for (auto& r : records) truth.push_back(std::move(r.truth));
        say_truth(truth, of_left, linked.matches);
    }
    return 0;
}

int match(const Options& options) {
    if (!(options.threshold >= 0 && options.threshold <= 1)) {
        throw UsageError("--threshold is a probability between 0 and 1.");
    }
    if (const std::string start = read_start(options.file); identity::encoded::is_encoded(start))
        return match_encoded(options, read_whole(options.file));
    if (options.id.empty())
        throw UsageError("--id is required: the column that names each record.");
    if (options.columns.empty())
        throw UsageError("--columns is required: what the columns are, as given=first_name.");
    linkage::LinkOptions linking;
    linking.threshold = options.threshold;
    if (!options.model.empty()) linking.model = read_model_file(options.model);
    Files files = read_files(options);
    auto linked = linkage::link(files.people, linking);
    if (options.clusters) {
        write_clusters(options, files, linked);
    } else {
        write_matches(options, files, linked);
    }
    finish_parts();
    if (options.blocking) say_blocking(linked);
    if (!options.truth.empty()) say_truth(files.truth, files.people.left, linked.matches);
    if (!options.save_model.empty()) {
        linked.model.made_on = SystemClock().today().iso();
        linked.model.made_from =
            plural(static_cast<std::int64_t>(files.ids.size()), "record", "records");
        std::ofstream out(options.save_model, std::ios::binary);
        out << linkage::write_model(linked.model);
        if (!out.flush()) {
            throw std::runtime_error(fmt::format("{} could not be written", options.save_model));
        }
    }
    return 0;
}

}  // namespace

void add_match(CLI::App& app, Run& run) {
    static const std::map<std::string, Shape> shapes{{"csv", Shape::csv}, {"json", Shape::json}};
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "match", "Find the records of one person, within a CSV file or between two");
    command->add_option("file", options->file, "The CSV file; its first line names the columns")
        ->required();
    command->add_option("--against", options->against,
                        "A second file: pairs are sought between the two, not within either");
    command->add_option("--id", options->id, "The column that names each record");
    command->add_option(
        "--columns", options->columns,
        "What the columns are: given=first_name,surname=last_name,dob=born. A key may "
        "come several times. Keys: " +
            linkage::column_keys());
    command->add_option("--against-columns", options->against_columns,
                        "The same for the second file, when its columns have other names");
    command->add_option("--against-id", options->against_id,
                        "The column that names each record of the second file, when it is another");
    command->add_option("--format", options->shape, "csv, or json with the reasons in words")
        ->transform(CLI::CheckedTransformer(shapes, CLI::ignore_case))
        ->option_text("csv|json");
    command->add_option("--threshold", options->threshold,
                        "Least probability of a pair that is printed; 0.5 when left out");
    command->add_flag("--clusters", options->clusters,
                      "Print the group of every record, instead of pairs");
    command->add_flag("--blocking", options->blocking,
                      "Report on standard error why pairs were compared");
    command->add_option("--truth", options->truth,
                        "A column that is the same for records of one person: precision, recall "
                        "and F1 of the pairs printed go to standard error");
    command->add_option("--model", options->model,
                        "A model saved before, instead of one estimated from these records");
    command->add_option("--save-model", options->save_model, "Where to write the model (JSON)");
    command->footer(
        "Prints left,right,probability: pairs that are probably one person, each a proposal for a "
        "person to decide.\n"
        "Nothing is learned from --truth.\n"
        "Files that \"hearth encode\" wrote are matched as such: --id and --columns say nothing of "
        "them.\n\n"
        "Exit codes: 0 done; 2 wrong usage, or a file that cannot be read; 3 the machine could not "
        "do it.");
    command->callback([options, &run] { run = [options] { return match(*options); }; });
}

}  // namespace hearth::cli
