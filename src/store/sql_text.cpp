#include "store/sql_text.h"

#include <algorithm>
#include <cctype>

namespace hearth::store {
namespace {

enum class Token { space, comment, quoted, word, parameter, punctuation };

bool word_start(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool word_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t past_quote(std::string_view sql, std::size_t i, char quote) {
    for (++i; i < sql.size(); ++i) {
        if (sql[i] != quote) continue;
        if (i + 1 < sql.size() && sql[i + 1] == quote) {
            ++i;  // a doubled quote stands for itself
        } else {
            return i + 1;
        }
    }
    return sql.size();
}

// Calls f(kind, text) for every token; the texts put together are `sql`.
template <class F>
void tokens(std::string_view sql, F f) {
    const auto find_from = [&](std::string_view what, std::size_t from) {
        const auto at = sql.find(what, from);
        return at == std::string_view::npos ? sql.size() : at + what.size();
    };
    std::size_t i = 0;
    while (i < sql.size()) {
        const char c = sql[i];
        const char next = i + 1 < sql.size() ? sql[i + 1] : '\0';
        std::size_t end = i + 1;
        Token kind = Token::punctuation;
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            kind = Token::space;
            while (end < sql.size() && std::isspace(static_cast<unsigned char>(sql[end])) != 0)
                ++end;
        } else if (c == '-' && next == '-') {
            kind = Token::comment;
            end = find_from("\n", i);
        } else if (c == '/' && next == '*') {
            kind = Token::comment;
            end = find_from("*/", i + 2);
        } else if (c == '\'' || c == '"') {
            kind = Token::quoted;
            end = past_quote(sql, i, c);
        } else if (c == '$' && (next == '$' || word_start(next))) {
            const auto tag_end = sql.find('$', i + 1);
            if (tag_end != std::string_view::npos) {
                kind = Token::quoted;
                end = find_from(sql.substr(i, tag_end + 1 - i), tag_end + 1);
            }
        } else if (c == ':' && next == ':') {
            end = i + 2;
        } else if (c == ':' && word_start(next)) {
            kind = Token::parameter;
            while (end < sql.size() && word_char(sql[end])) ++end;
        } else if (word_char(c)) {
            kind = Token::word;
            while (end < sql.size() && word_char(sql[end])) ++end;
        }
        f(kind, sql.substr(i, end - i));
        i = end;
    }
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

// The text without the blocks that are for the other database.
std::string blocks_for(std::string_view text, Dialect dialect) {
    const std::string_view mine =
        dialect == Dialect::sqlite ? "-- only: sqlite" : "-- only: postgresql";
    std::string out;
    bool keep = true;
    while (!text.empty()) {
        const auto newline = text.find('\n');
        const auto line = text.substr(0, newline);
        if (line.starts_with("-- only: ")) {
            keep = line.starts_with(mine);
        } else if (line.starts_with("-- end only")) {
            keep = true;
        } else if (keep) {
            out += line;
        }
        out += '\n';  // line numbers in errors stay true
        text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
    }
    return out;
}

// Types as SQLite's STRICT tables know them, identity columns as its own row ids.
std::string strict_tables(std::string_view text) {
    struct Piece {
        Token kind;
        std::string text;
    };
    std::string out;
    std::vector<Piece> statement;
    const auto flush = [&] {
        // Words of the statement by position, with the space and comments between them left where
        // they are.
        std::vector<std::size_t> code;
        for (std::size_t i = 0; i < statement.size(); ++i) {
            const auto kind = statement[i].kind;
            if (kind != Token::space && kind != Token::comment) code.push_back(i);
        }
        const auto is = [&](std::size_t n, std::string_view word) {
            return n < code.size() && lower(statement[code[n]].text) == word;
        };
        const bool makes = is(0, "create") && is(1, "table");
        if (makes || (is(0, "alter") && is(1, "table"))) {
            for (std::size_t n = 0; n < code.size(); ++n) {
                auto& piece = statement[code[n]].text;
                if (is(n, "bigint")) piece = "INTEGER";
                if (is(n, "double") && is(n + 1, "precision")) {
                    piece = "REAL";
                    statement[code[n + 1]].text.clear();
                }
                if (is(n, "generated") && is(n + 1, "by") && is(n + 2, "default") &&
                    is(n + 3, "as") && is(n + 4, "identity")) {
                    for (std::size_t k = 0; k < 5; ++k) statement[code[n + k]].text.clear();
                }
            }
            if (makes) statement[code.back()].text += " STRICT";
        }
        for (const auto& piece : statement) out += piece.text;
        statement.clear();
    };
    tokens(text, [&](Token kind, std::string_view piece) {
        if (kind == Token::punctuation && piece == ";") {
            flush();
            out += ';';
        } else {
            statement.push_back({kind, std::string(piece)});
        }
    });
    flush();
    return out;
}

// What one_person(…), each_record(…) and same_person(…) stand for.
std::string one_person(std::string_view x) {
    std::string out =
        "coalesce((SELECT one_p.one_id FROM person_one one_p WHERE one_p.record_id = ";
    out.append(x).append(
        " AND one_p.shown_from <= known_at() AND one_p.shown_until > known_at()), ");
    return out.append(x).append(")");
}
std::string each_record(std::string_view list) {
    std::string out = "(SELECT rec_e.value FROM each_id(";
    out.append(list).append(") rec_e UNION SELECT rec_b.record_id FROM each_id(").append(list);
    return out.append(
        ") rec_f JOIN person_one rec_a ON rec_a.record_id = rec_f.value AND rec_a.shown_from <= "
        "known_at() AND rec_a.shown_until > known_at() JOIN person_one rec_b ON rec_b.one_id = "
        "rec_a.one_id AND rec_b.shown_from <= known_at() AND rec_b.shown_until > known_at()) "
        "AS each_record");
}

std::string same_person(std::string_view x) {
    std::string out = "(SELECT CAST(";
    out.append(x).append(
        " AS BIGINT) UNION SELECT same_b.record_id FROM person_one same_a JOIN person_one "
        "same_b ON same_b.one_id = same_a.one_id AND same_b.shown_from <= known_at() AND "
        "same_b.shown_until > known_at() WHERE same_a.record_id = ");
    return out.append(x).append(
        " AND same_a.shown_from <= known_at() AND same_a.shown_until > known_at())");
}

// The text with those three spelled out. PostgreSQL runs "x IN (SELECT …)" for every row of x's
// table when the query inside asks for another table's column; by "x = ANY (ARRAY(SELECT …))" it
// looks those few up in x's index. SQLite does that by itself.
std::string people_as_one(std::string_view sql, Dialect dialect) {
    std::string out;
    out.reserve(sql.size());
    std::string_view word;  // one of the three, while its argument is being read
    std::string_view last;  // the word before
    std::size_t depth = 0;
    std::string argument;
    tokens(sql, [&](Token kind, std::string_view text) {
        if (depth > 0) {
            depth += text == "(" ? 1U : 0U;
            depth -= text == ")" ? 1U : 0U;
            if (depth > 0) {
                argument += text;
            } else {
                const auto inner = people_as_one(argument, dialect);
                if (word != "same_person") {
                    out += word == "one_person" ? one_person(inner) : each_record(inner);
                } else if (dialect == Dialect::postgresql && out.ends_with(" IN ") &&
                           !out.ends_with("NOT IN ")) {
                    out.resize(out.size() - std::string_view("IN ").size());
                    out.append("= ANY (ARRAY").append(same_person(inner)).append(")");
                } else {
                    out += same_person(inner);
                }
                argument.clear();
            }
        } else if (kind == Token::punctuation && text == "(" &&
                   (last == "one_person" || last == "each_record" || last == "same_person")) {
            word = last;
            out.resize(out.size() - word.size());
            depth = 1;
        } else {
            out += text;
        }
        last = kind == Token::word ? text : std::string_view{};
    });
    return out;
}
bool names_people(std::string_view sql) {
    return sql.find("one_person(") != std::string_view::npos ||
           sql.find("each_record(") != std::string_view::npos ||
           sql.find("same_person(") != std::string_view::npos;
}

}  // namespace

std::string sqlite_text(std::string_view given) {
    const std::string spelled =
        names_people(given) ? people_as_one(given, Dialect::sqlite) : std::string();
    const std::string_view sql = spelled.empty() ? given : std::string_view(spelled);
    std::string out;
    out.reserve(sql.size());
    tokens(sql, [&](Token kind, std::string_view text) {
        const bool list = kind == Token::word && (text == "each_id" || text == "each_text");
        out += list ? std::string_view("json_each") : text;
    });
    return out;
}

PostgresText postgres_text(std::string_view given) {
    const std::string spelled =
        names_people(given) ? people_as_one(given, Dialect::postgresql) : std::string();
    const std::string_view sql = spelled.empty() ? given : std::string_view(spelled);
    struct Piece {
        Token kind;
        std::string_view text;
    };
    std::vector<Piece> pieces;
    tokens(sql, [&](Token kind, std::string_view text) { pieces.push_back({kind, text}); });
    // The n-th word after a piece, in lower case; nothing when something else than words comes
    // before it.
    const auto word_after = [&](std::size_t from, int n) {
        for (std::size_t i = from + 1; i < pieces.size(); ++i) {
            if (pieces[i].kind == Token::space || pieces[i].kind == Token::comment) continue;
            if (pieces[i].kind != Token::word) return std::string();
            if (--n == 0) return lower(pieces[i].text);
        }
        return std::string();
    };
    PostgresText out;
    out.text.reserve(sql.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].kind != Token::parameter) {
            out.text += pieces[i].text;
            continue;
        }
        const auto name = pieces[i].text.substr(1);
        auto at = std::find(out.names.begin(), out.names.end(), name);
        if (at == out.names.end()) at = out.names.insert(at, std::string(name));
        const bool null_test =
            word_after(i, 1) == "is" && (word_after(i, 2) == "null" ||
                                         (word_after(i, 2) == "not" && word_after(i, 3) == "null"));
        const PostgresText::Slot wanted{static_cast<std::size_t>(at - out.names.begin()),
                                        null_test};
        auto slot = std::find(out.slots.begin(), out.slots.end(), wanted);
        if (slot == out.slots.end()) slot = out.slots.insert(slot, wanted);
        out.text += '$' + std::to_string(slot - out.slots.begin() + 1);
    }
    return out;
}

std::string migration_text(std::string_view text, Dialect dialect) {
    const auto mine = blocks_for(text, dialect);
    return dialect == Dialect::sqlite ? strict_tables(mine) : mine;
}

PlainInsert plain_insert(std::string_view sql) {
    struct Piece {
        Token kind;
        std::string text;
    };
    std::vector<Piece> code;
    tokens(sql, [&](Token kind, std::string_view text) {
        if (kind != Token::space && kind != Token::comment)
            code.push_back({kind, std::string(text)});
    });
    std::size_t i = 0;
    const auto eat = [&](std::string_view word) {
        if (i < code.size() && lower(code[i].text) == word) return ++i, true;
        return false;
    };
    PlainInsert out;
    if (!eat("insert") || !eat("into") || i >= code.size()) return {};
    out.table = code[i++].text;
    if (!eat("(")) return {};
    std::size_t columns = 0;
    do {
        if (i >= code.size() || code[i].kind != Token::word) return {};
        out.columns += (columns++ == 0 ? "" : ", ") + code[i++].text;
    } while (eat(","));
    if (!eat(")") || !eat("values") || !eat("(")) return {};
    std::vector<std::string> seen;
    do {
        if (i >= code.size() || code[i].kind != Token::parameter) return {};
        if (std::find(seen.begin(), seen.end(), code[i].text) != seen.end()) return {};
        seen.push_back(code[i++].text);
    } while (eat(","));
    eat(")");
    out.plain = i == code.size() && seen.size() == columns;
    return out;
}

}  // namespace hearth::store
