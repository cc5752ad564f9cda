// Text to tree: a lexer and a parser by recursive descent, weakest operator first (or, and, not,
// comparison).
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "practice/expression.h"
#include "practice/expression_node.h"

namespace hearth::practice {
namespace {

// Expressions are a line that a practice lead writes; these bounds only keep hostile text from
// costing anything.
constexpr std::size_t kLongest = 4000;
constexpr int kDeepest = 40;

struct Token {
    enum class Kind { word, number, quoted, name, symbol, end };
    Kind kind = Kind::end;
    std::string text;
    int column = 0;
};

struct Failed {
    ExprError error;
};

[[noreturn]] void fail(int column, std::string what) {
    throw Failed{{column, std::move(what)}};
}

bool letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool decimal(std::string_view text) {
    std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const std::size_t whole = at;
    while (at < text.size() && digit(text[at])) ++at;
    if (at == whole) return false;
    if (at == text.size()) return true;
    if (text[at++] != '.' || at == text.size()) return false;
    while (at < text.size() && digit(text[at])) ++at;
    return at == text.size();
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> out;
    std::size_t at = 0;
    const auto column = [&] { return static_cast<int>(at) + 1; };
    while (at < text.size()) {
        const char c = text[at];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
            continue;
        }
        const int where = column();
        if (c == '\'') {
            std::string value;
            for (++at;; ++at) {
                if (at >= text.size()) fail(where, "a quoted text has no closing '");
                if (text[at] != '\'') {
                    value += text[at];
                } else if (at + 1 < text.size() && text[at + 1] == '\'') {
                    value += text[at++];
                } else {
                    break;
                }
            }
            ++at;
            out.push_back({Token::Kind::quoted, std::move(value), where});
        } else if (letter(c) || c == '$') {
            const std::size_t start = at++;
            while (at < text.size() && (letter(text[at]) || digit(text[at]) || text[at] == '.')) {
                ++at;
            }
            std::string word(text.substr(start, at - start));
            if (word.back() == '.') fail(where, "a name cannot end in a full stop");
            if (c == '$' && word.size() == 1) fail(where, "$ must be followed by a name");
            const auto kind = c == '$' ? Token::Kind::name : Token::Kind::word;
            out.push_back({kind, c == '$' ? word.substr(1) : std::move(word), where});
        } else if (digit(c) || (c == '-' && at + 1 < text.size() && digit(text[at + 1]))) {
            const std::size_t start = at++;
            while (at < text.size() && (letter(text[at]) || digit(text[at]) || text[at] == '.' ||
                                        text[at] == '-' || text[at] == ':')) {
                ++at;
            }
            std::string value(text.substr(start, at - start));
            // A code such as 2A, or a date, begins with a digit and is a text.
            const auto kind = decimal(value) ? Token::Kind::number : Token::Kind::quoted;
            out.push_back({kind, std::move(value), where});
        } else {
            static constexpr std::array<std::string_view, 9> kSymbols = {"!=", "<=", ">=", "=", "<",
                                                                         ">",  "(",  ")",  ","};
            std::string_view found;
            for (const auto symbol : kSymbols) {
                if (text.substr(at, symbol.size()) == symbol) {
                    found = symbol;
                    break;
                }
            }
            if (found.empty()) {
                fail(where, "this character has no meaning here; put texts between single quotes");
            }
            at += found.size();
            out.push_back({Token::Kind::symbol, std::string(found), where});
        }
    }
    out.push_back({Token::Kind::end, "", column()});
    return out;
}

struct Function {
    std::string_view name;
    Call call;
    std::size_t fewest, most;
    std::string_view shape;
};
constexpr std::array<Function, 14> kFunctions = {{
    {"days_between", Call::days_between, 2, 2, "days_between(from, to)"},
    {"add_days", Call::add_days, 2, 2, "add_days(date, days)"},
    {"add_months", Call::add_months, 2, 2, "add_months(date, months)"},
    {"add_working_days", Call::add_working_days, 2, 2, "add_working_days(date, days)"},
    {"weekday", Call::weekday, 1, 1, "weekday(date)"},
    {"age", Call::age, 1, 1, "age(date of birth)"},
    {"count", Call::count, 1, 1, "count(field)"},
    {"sum", Call::sum, 1, 50, "sum(a, b, ...)"},
    {"min", Call::min, 1, 50, "min(a, b, ...)"},
    {"max", Call::max, 1, 50, "max(a, b, ...)"},
    {"join", Call::join, 2, 50, "join('between', a, b, ...)"},
    {"if", Call::choose, 2, 3, "if(condition, then, otherwise)"},
    {"words", Call::words, 1, 1, "words(field)"},
    {"date", Call::date, 1, 1, "date(instant)"},
}};

using NodePtr = std::shared_ptr<const Expression::Node>;

class Parser {
  public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    NodePtr whole() {
        if (peek().kind == Token::Kind::end) fail(1, "there is nothing here");
        NodePtr node = either(0);
        if (peek().kind != Token::Kind::end) {
            fail(peek().column, "did not expect \"" + peek().text + "\" here");
        }
        return node;
    }

  private:
    const Token& peek() const { return tokens_[at_]; }
    Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
    bool word(std::string_view text) const {
        return peek().kind == Token::Kind::word && peek().text == text;
    }
    bool symbol(std::string_view text) const {
        return peek().kind == Token::Kind::symbol && peek().text == text;
    }
    void expect(std::string_view text) {
        if (!symbol(text)) fail(peek().column, "expected " + std::string(text));
        take();
    }
    static NodePtr make(Op op, std::vector<NodePtr> args, std::string text = {}) {
        auto node = std::make_shared<Expression::Node>();
        node->op = op;
        node->args = std::move(args);
        node->text = std::move(text);
        return node;
    }
    void guard(int depth) const {
        if (depth > kDeepest) fail(peek().column, "nested too deeply; use calculated fields");
    }

    NodePtr either(int depth) {
        guard(depth);
        NodePtr left = both(depth);
        if (!word("or")) return left;
        std::vector<NodePtr> sides = {std::move(left)};
        while (word("or")) {
            take();
            sides.push_back(both(depth));
        }
        return make(Op::either, std::move(sides));
    }
    NodePtr both(int depth) {
        NodePtr left = negated(depth);
        if (!word("and")) return left;
        std::vector<NodePtr> sides = {std::move(left)};
        while (word("and")) {
            take();
            sides.push_back(negated(depth));
        }
        return make(Op::both, std::move(sides));
    }
    NodePtr negated(int depth) {
        guard(depth);
        if (!word("not")) return comparison(depth);
        take();
        return make(Op::negate, {negated(depth + 1)});
    }
    NodePtr comparison(int depth) {
        NodePtr left = value(depth);
        if (word("is")) {
            take();
            bool no = false;
            if (word("not")) {
                take();
                no = true;
            }
            Op op = Op::is_answered;
            if (word("yes")) {
                op = Op::is_yes;
            } else if (word("no")) {
                op = Op::is_no;
            } else if (!word("answered")) {
                fail(peek().column, "after \"is\" comes answered, yes or no");
            }
            take();
            NodePtr test = make(op, {std::move(left)});
            return no ? make(Op::negate, {std::move(test)}) : test;
        }
        if (word("contains")) {
            take();
            return make(Op::contains, {std::move(left), coded(depth)});
        }
        if (word("in")) {
            take();
            expect("(");
            std::vector<NodePtr> args = {std::move(left), coded(depth)};
            while (symbol(",")) {
                take();
                args.push_back(coded(depth));
            }
            expect(")");
            return make(Op::in, std::move(args));
        }
        static constexpr std::array<std::pair<std::string_view, Op>, 6> kComparisons = {{
            {"=", Op::equal},
            {"!=", Op::not_equal},
            {"<", Op::less},
            {">", Op::greater},
            {"<=", Op::at_most},
            {">=", Op::at_least},
        }};
        for (const auto& [text, op] : kComparisons) {
            if (!symbol(text)) continue;
            take();
            const bool codes = op == Op::equal || op == Op::not_equal;
            return make(op, {std::move(left), codes ? coded(depth) : value(depth)});
        }
        return left;
    }
    // Where a bare word is a code: after =, !=, contains and in. Another field is written in
    // brackets: a = (b).
    NodePtr coded(int depth) {
        if (peek().kind == Token::Kind::word && tokens_[at_ + 1].text != "(") {
            const Token token = take();
            refuse_keyword(token);
            return make(Op::text, {}, token.text);
        }
        return value(depth);
    }
    NodePtr value(int depth) {
        guard(depth);
        const Token token = take();
        switch (token.kind) {
            case Token::Kind::quoted:
                return make(Op::text, {}, token.text);
            case Token::Kind::number:
                return make(Op::number, {}, token.text);
            case Token::Kind::name:
                return make(Op::name, {}, token.text);
            case Token::Kind::end:
                fail(token.column, "something is missing at the end");
            case Token::Kind::symbol: {
                if (token.text != "(") fail(token.column, "did not expect " + token.text + " here");
                NodePtr inside = either(depth + 1);
                expect(")");
                return inside;
            }
            case Token::Kind::word:
                break;
        }
        if (symbol("(")) return call(token, depth);
        refuse_keyword(token);
        return make(Op::field, {}, token.text);
    }
    NodePtr call(const Token& token, int depth) {
        const Function* function = nullptr;
        for (const Function& known : kFunctions) {
            if (known.name == token.text) function = &known;
        }
        if (function == nullptr) {
            fail(token.column, "there is no function " + token.text);
        }
        expect("(");
        auto node = std::make_shared<Expression::Node>();
        node->op = Op::call;
        node->call = function->call;
        if (!symbol(")")) {
            node->args.push_back(either(depth + 1));
            while (symbol(",")) {
                take();
                node->args.push_back(either(depth + 1));
            }
        }
        expect(")");
        const std::size_t given = node->args.size();
        if (given < function->fewest || given > function->most) {
            fail(token.column, "is written " + std::string(function->shape));
        }
        if (function->call == Call::words && node->args[0]->op != Op::field) {
            fail(token.column, "words() takes the name of a field");
        }
        return node;
    }
    static void refuse_keyword(const Token& token) {
        static constexpr std::array<std::string_view, 8> kKeywords = {
            "and", "or", "not", "is", "contains", "in", "answered", "if"};
        for (const auto keyword : kKeywords) {
            if (token.text == keyword) {
                fail(token.column, "did not expect \"" + token.text + "\" here");
            }
        }
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<Expression> Expression::parse(std::string_view text, ExprError& error) {
    if (text.size() > kLongest) {
        error = {1, "longer than 4,000 characters; use calculated fields"};
        return std::nullopt;
    }
    try {
        Expression out;
        out.root_ = Parser(tokens_of(text)).whole();
        out.text_ = text;
        return out;
    } catch (Failed& failed) {
        error = std::move(failed.error);
        return std::nullopt;
    }
}

}  // namespace hearth::practice
