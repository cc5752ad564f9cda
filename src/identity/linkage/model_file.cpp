// The model as a file: readable, dated, one number for each level and class.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/json.h"
#include "base/json_writer.h"
#include "identity/linkage/model.h"

namespace hearth::identity::linkage {
namespace {

constexpr std::array<std::string_view, kClasses> kClassNames = {"same_person", "sibling", "twin",
                                                                "unrelated"};
constexpr std::string_view kFormat = "hearth linkage model 1";

// Seven digits tell what EM can tell.
double short_number(double x) {
    if (x == 0 || !std::isfinite(x)) return 0;
    const double scale = std::pow(10.0, 6 - std::floor(std::log10(std::abs(x))));
    return std::round(x * scale) / scale;
}

Invalid wrong(std::string path, std::string_view what) {
    return invalid(path, "model_file", fmt::format("The model's {} {}.", path, what));
}

}  // namespace

std::string write_model(const Model& model) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object();
    json.member("format", kFormat);
    json.member("made_on", model.made_on);
    json.member("made_from", model.made_from);
    json.member("reading",
                "Each number is the chance of a level of agreement, given the class of the pair "
                "and that both records say the field.");
    json.key("share_of_all_pairs").begin_object();
    for (std::size_t k = 0; k < kClasses; ++k) {
        json.member(kClassNames[k], short_number(model.prior[k]));
    }
    json.end_object();
    json.key("fields").begin_object();
    for (std::size_t f = 0; f < kFields; ++f) {
        const auto field = static_cast<Field>(f);
        json.key(name_of(field)).begin_object();
        for (std::uint8_t l = 0; l < levels_of(field); ++l) {
            json.key(name_of(field, l)).begin_object();
            for (std::size_t k = 0; k < kClasses; ++k) {
                json.member(kClassNames[k], short_number(model.chance[k][f][l]));
            }
            if (model.mean_share[f][l] > 0) {
                json.member("mean_share", short_number(model.mean_share[f][l]));
            }
            if (goes_with_postcode(field)) {
                json.member("neighbours", short_number(model.neighbours[f][l]));
            }
            json.end_object();
        }
        json.end_object();
    }
    json.end_object();
    json.end_object();
    out += '\n';
    return out;
}

Result<Model> read_model(std::string_view text) {
    const auto parsed = Json::parse(text);
    if (!parsed) return parsed.failure();
    const Json& root = parsed.value();
    if (root.at("format").text() != kFormat)
        return wrong("format", "is not one this program reads");
    Model model = default_model();
    model.made_on = std::string(root.at("made_on").text().value_or(""));
    model.made_from = std::string(root.at("made_from").text().value_or(""));
    const Json& prior = root.at("share_of_all_pairs");
    double sum = 0;
    for (std::size_t k = 0; k < kClasses; ++k) {
        const auto share = prior.at(kClassNames[k]).number();
        if (!share || *share < 0 || *share > 1) {
            return wrong(fmt::format("share_of_all_pairs.{}", kClassNames[k]),
                         "is missing or not a share");
        }
        model.prior[k] = *share;
        sum += *share;
    }
    if (std::abs(sum - 1) > 0.01) return wrong("share_of_all_pairs", "do not sum to 1");
    for (std::size_t f = 0; f < kFields; ++f) {
        const auto field = static_cast<Field>(f);
        const Json& levels = root.at("fields").at(name_of(field));
        if (levels.is_null()) continue;  // a model of fewer fields: the defaults stand
        std::array<double, kClasses> sums{};
        for (std::uint8_t l = 0; l < levels_of(field); ++l) {
            const Json& chances = levels.at(name_of(field, l));
            const auto path = fmt::format("fields.{}.{}", name_of(field), name_of(field, l));
            for (std::size_t k = 0; k < kClasses; ++k) {
                const auto chance = chances.at(kClassNames[k]).number();
                if (!chance || *chance < 0 || *chance > 1) {
                    return wrong(fmt::format("{}.{}", path, kClassNames[k]),
                                 "is missing or not a chance");
                }
                model.chance[k][f][l] = *chance;
                sums[k] += *chance;
            }
            if (const auto mean = chances.at("mean_share").number(); mean && *mean > 0) {
                model.mean_share[f][l] = *mean;
            }
            if (const auto near = chances.at("neighbours").number(); near && *near >= 0) {
                model.neighbours[f][l] = *near;
            }
        }
        // The level "swapped" is counted on top of the others.
        for (std::size_t k = 0; k < kClasses; ++k) {
            if (sums[k] < 0.5 || sums[k] > 1.7) {
                return wrong(fmt::format("fields.{}", name_of(field)), "does not sum to about 1");
            }
        }
    }
    return model;
}

}  // namespace hearth::identity::linkage
