// A sound key for names met in Britain: the consonants that are heard, in capital letters.
//
// Soundex merges too much (a letter and three digits), and the published families were tuned for
// American surnames. These rules were chosen for the spellings that a front door meets: Mohammed
// and Muhammad, Thompson and Tomson, McIntyre and MacIntyre, Stephens and Stevens. In order:
//
//  1. name_key(), letters a to z alone. "mc" at the start, and "mac" before e, i or y in a name
//     of seven letters or more, sound MK.
//  2. At the start kn, gn and pn sound N; wr R; ps S; wh W; x S.
//  3. Letters and groups, wherever they stand:
//       sch       SK before a vowel, else X; sh and tch X
//       ch        X, but K before a consonant, in "chol", in "michael", at the end after o
//       ph, v     F
//       th        T
//       ck, q     K
//       c         S before e, i, y, else K
//       g         J before e, i, y, else K; gg K
//       gh        silent after any vowel but e (Hughes, Leigh, but Meghan), else K
//       dg        J before e, i, y; D before s (Hodgson)
//       x         KS
//       z         S
//       b, p      silent in a final mb, and in mps and mpt
//  4. h is heard at the start before a vowel only. w is W at the start and between a consonant and
//     a vowel; y is Y at the start before a vowel; elsewhere both are vowels (Stewart and Stuart,
//     Bailey and Bayley).
//  5. A vowel at the start is A, others are dropped. A sound repeated without a vowel between
//     counts once.
//  6. At most eight characters.
#include <string>
#include <string_view>

#include "base/text.h"

namespace hearth {
namespace {

constexpr std::size_t kMostCharacters = 8;
constexpr std::size_t kMostLetters = 64;  // longer than any name: bounds the work

bool is_soft(char c) {
    return c == 'e' || c == 'i' || c == 'y';
}
bool is_vowel(char c) {
    return is_soft(c) || c == 'a' || c == 'o' || c == 'u';
}

// Steps 1 and 2. 'k' stands for a hard c.
std::string prepared(std::string_view name) {
    std::string letters;
    for (const char c : name_key(name)) {
        if (c >= 'a' && c <= 'z' && letters.size() < kMostLetters) letters += c;
    }
    const std::string_view whole = letters;
    if (whole.starts_with("mc")) return "mk" + letters.substr(2);
    if (whole.size() >= 7 && whole.starts_with("mac") && is_soft(whole[3])) {
        return "mak" + letters.substr(3);
    }
    for (const std::string_view silent : {"kn", "gn", "pn", "wr", "ps"}) {
        if (whole.starts_with(silent)) return letters.substr(1);
    }
    if (whole.starts_with("wh")) return "w" + letters.substr(2);
    if (whole.starts_with("x")) return "s" + letters.substr(1);
    return letters;
}

class Keying {
  public:
    explicit Keying(std::string letters) : in_(std::move(letters)) {}

    std::string run() {
        while (at_ < in_.size() && out_.size() < kMostCharacters) {
            if (is_vowel(here())) {
                letter_vowel();
            } else {
                consonant();
            }
        }
        return std::move(out_);
    }

  private:
    char here(std::size_t ahead = 0) const {
        return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0';
    }
    char before() const { return at_ > 0 ? in_[at_ - 1] : '\0'; }
    bool is_here(std::string_view group) const {
        return std::string_view(in_).substr(at_).starts_with(group);
    }
    bool ends_after(std::size_t letters) const { return at_ + letters == in_.size(); }

    // The next `letters` sound as `code`.
    void sound(char code, std::size_t letters) {
        if (code != last_ && out_.size() < kMostCharacters) out_ += code;
        last_ = code;
        at_ += letters;
    }
    void silent() { ++at_; }
    void vowel() {
        if (at_ == 0) out_ += 'A';
        last_ = '\0';
        ++at_;
    }

    void letter_vowel() {
        if (here() == 'y' && at_ == 0 && is_vowel(here(1))) return sound('Y', 1);
        vowel();
    }

    void consonant() {
        switch (here()) {
            case 'b':
                return before() == 'm' && ends_after(1) ? silent() : sound('B', 1);
            case 'c':
                return letter_c();
            case 'd':
                return letter_d();
            case 'g':
                return letter_g();
            case 'h':
                return at_ == 0 && is_vowel(here(1)) ? sound('H', 1) : silent();
            case 'j':
                return sound('J', 1);
            case 'p':
                return letter_p();
            case 'q':
                return sound('K', 1);
            case 's':
                return letter_s();
            case 't':
                return is_here("tch") ? sound('X', 3) : sound('T', 1);
            case 'v':
                return sound('F', 1);
            case 'w':
                return letter_w();
            case 'x':
                sound('K', 0);
                return sound('S', 1);
            case 'z':
                return sound('S', 1);
            default:
                return sound(static_cast<char>(here() - 'a' + 'A'), 1);  // f k l m n r
        }
    }

    void letter_c() {
        if (here(1) == 'h') {
            const bool before_consonant = here(2) != '\0' && !is_vowel(here(2));
            const bool hard = before_consonant || is_here("chol") ||
                              (before() == 'i' && is_here("chael")) ||
                              (before() == 'o' && ends_after(2));
            return sound(hard ? 'K' : 'X', 2);
        }
        if (here(1) == 'k') return sound('K', 2);
        sound(is_soft(here(1)) ? 'S' : 'K', 1);
    }

    void letter_d() {
        if (here(1) == 'g' && is_soft(here(2))) return sound('J', 2);
        if (is_here("dgs")) return sound('D', 2);
        sound('D', 1);
    }

    void letter_g() {
        if (here(1) == 'g') return sound('K', 2);
        if (here(1) == 'h') {
            if (is_vowel(before()) && before() != 'e') return silent();
            return sound('K', 2);
        }
        sound(is_soft(here(1)) ? 'J' : 'K', 1);
    }

    void letter_p() {
        if (here(1) == 'h') return sound('F', 2);
        if (before() == 'm' && (here(1) == 's' || here(1) == 't')) return silent();
        sound('P', 1);
    }

    void letter_s() {
        if (is_here("sch")) {
            if (!is_vowel(here(3))) return sound('X', 3);
            sound('S', 1);
            return sound('K', 2);
        }
        if (here(1) == 'h') return sound('X', 2);
        sound('S', 1);
    }

    void letter_w() {
        if (at_ == 0 || (!is_vowel(before()) && is_vowel(here(1)))) return sound('W', 1);
        vowel();
    }

    std::string in_;
    std::string out_;
    std::size_t at_ = 0;
    char last_ = '\0';  // the sound just before, if no vowel came since
};

}  // namespace

std::string phonetic_key(std::string_view name) {
    return Keying(prepared(name)).run();
}

}  // namespace hearth
