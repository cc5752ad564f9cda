// What each level of agreement is worth, and the probability that two records are one person.
//
// Fellegi–Sunter with three latent classes: the same person; another person of the same household
// (in two parts, since twins share a birthday and siblings do not); unrelated people. Fields are
// taken as independent within a class. For a level at which a value agrees, the chance among
// unrelated people is that of the value itself (term frequency).
//
// Estimated from the data to be linked by train.h, or read from a file (JSON, dated, one number a
// level and class) by read_model. The default model holds plausible values for British registers.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "identity/linkage/compare.h"

namespace hearth::identity::linkage {

enum class Class : std::uint8_t { same_person, sibling, twin, unrelated };
inline constexpr std::size_t kClasses = 4;

struct Model {
    // chance[class][field][level]: of the level, given the class and that both records say it.
    std::array<std::array<std::array<double, kMostLevels>, kFields>, kClasses> chance;
    // Geometric mean share of the values of unrelated people who agree at the level; 0 when the
    // value does not matter there.
    std::array<std::array<double, kMostLevels>, kFields> mean_share;
    // Unrelated people of one postcode are neighbours: their addresses and towns go together. Used
    // for these fields, instead of chance[unrelated], when the postcodes are the same.
    std::array<std::array<double, kMostLevels>, kFields> neighbours;
    // Share of each class among all pairs of the files; sums to 1.
    std::array<double, kClasses> prior;
    std::string made_on;    // "2026-11-22"
    std::string made_from;  // "30,000 records of a.csv"
};

Model default_model();
bool goes_with_postcode(Field field);  // address, town, property number
// How much the share of the value matters at the level: 1 for "the same", less when only alike.
double share_power(Field field, std::uint8_t level);

// A given name says the sex: of unrelated people of one name, or of forms of it, nearly all are of
// one sex. Used instead of chance[unrelated] for those.
inline constexpr std::array<double, 2> kSexOfName{0.97, 0.03};
bool tells_sex(std::uint8_t given_level);

// Another given name altogether, the birth date and surname of the first, and no number in common:
// a twin until a person says otherwise. Where the model has seen households (has_families), such a
// pair is never given a probability of a half or more.
bool looks_like_twin(const Comparison& c);
bool has_families(const Model& model);
inline constexpr double kTwinLogOdds = -0.5;
// What the odds of such a pair, or of one that may be twins of like names, never pass where the
// model has seen households; infinite for any other.
double most_log_odds(const Comparison& c);

// The weights of a model made ready for scoring. Made once, read by many threads.
class Scorer {
  public:
    explicit Scorer(const Model& model);
    // log of the chance of the comparison under each class, without the priors.
    std::array<double, kClasses> log_chances(const Comparison& c) const;
    // Natural log odds that the pair is one person against all else, with the model's priors.
    double log_odds(const Comparison& c) const;
    // The same of a pair whose log_chances and most_log_odds are known.
    double log_odds(std::array<double, kClasses> chances, double bound) const;
    double probability(const Comparison& c) const;
    // Share of each class, given the comparison; sums to 1.
    std::array<double, kClasses> classes(const Comparison& c) const;
    const Model& model() const { return model_; }
    void set_prior(const std::array<double, kClasses>& prior);
    // The priors of looking one person up among so many: as likely known as not.
    static std::array<double, kClasses> prior_for_search(double people);

  private:
    Model model_;
    std::array<std::array<std::array<double, kMostLevels>, kFields>, kClasses> logs_;
    std::array<std::array<double, kMostLevels>, kFields> log_mean_share_;
    std::array<std::array<double, kMostLevels>, kFields> log_neighbours_;
    std::array<double, kClasses> log_prior_;
};

// What the frequency of the agreed values adds to the log chances: of unrelated people, and of
// others of the household (a brother has the given name by chance too). And whether the records are
// of one postcode, so that `neighbours` holds.
struct ShareTerms {
    double unrelated = 0, household = 0;
    bool neighbours = false;
};
ShareTerms share_terms(const Model& model, const Comparison& c,
                       const std::array<bool, kFields>& counts);

// One line a field that either record says: what was found and its weight in bits (log2 of how many
// times likelier it is of one person than of unrelated people).
struct FieldReason {
    Field field;
    std::uint8_t level;
    double bits = 0;
    std::string words;  // "Date of birth: day and month swapped"
};
std::vector<FieldReason> explain(const Scorer& scorer, const Comparison& c);
// Those of them that speak for it or against it: what weighs next to nothing is left out.
std::vector<FieldReason> telling(const Scorer& scorer, const Comparison& c);
// "certain", "likely", "possible", "possible twin", "possible sibling", "unlikely"
std::string_view verdict(const Scorer& scorer, const Comparison& c);

// The model as readable JSON, and back. Invalid (field = path) when it is not one.
std::string write_model(const Model& model);
Result<Model> read_model(std::string_view json);

}  // namespace hearth::identity::linkage
