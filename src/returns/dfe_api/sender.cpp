#include "returns/dfe_api/sender.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "base/json.h"
#include "base/text.h"
#include "returns/dfe_api/receiver_words.h"

namespace hearth::returns::dfe {
namespace {

using std::chrono::seconds;

constexpr std::array kBackOff{seconds{5}, seconds{15}, seconds{30}};
constexpr int kLongestWait = 600;  // a receiver that asks for more is asked again by the next run
constexpr std::chrono::milliseconds kTokenSpare{60'000};

std::string form_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

std::string what_came(const Answer& answer) {
    if (answer.status == 0) return fmt::format("No answer: {}.", answer.fault);
    const auto body = in_short(answer.body);
    return body.empty() ? fmt::format("The receiver answered {}.", answer.status)
                        : fmt::format("The receiver answered {}: {}", answer.status, body);
}

bool worth_retrying(int status) {
    return status == 401 || status == 403 || status == 429;
}

}  // namespace

Sender::Sender(Transport& transport, Receiver receiver, const Clock& clock, Wait wait)
    : transport_(transport), receiver_(std::move(receiver)), clock_(clock), wait_(std::move(wait)) {
    receiver_.endpoint = without_slash(receiver_.endpoint);
}

bool Sender::fetch_token(Answer& failed) {
    if (!token_.empty() && clock_.now() < token_ends_) return true;
    token_.clear();
    const auto body =
        fmt::format("grant_type=client_credentials&client_id={}&client_secret={}&scope={}",
                    form_encoded(receiver_.client_id), form_encoded(receiver_.client_secret),
                    form_encoded(receiver_.scope));
    auto answer = transport_.post(
        {receiver_.token_url,
         {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
         body});
    // Its words are left out: some givers of tokens repeat what they were asked.
    const auto json = Json::parse(answer.body);
    if (answer.status == 200 && json) token_ = json->at("access_token").text().value_or("");
    if (token_.empty()) {
        failed = {};
        failed.never_left = true;
        failed.fault = answer.status == 0
                           ? fmt::format("no token could be had ({})", answer.fault)
                           : fmt::format("no token was given (answer {})", answer.status);
        return false;
    }
    const auto lasts = json->at("expires_in").integer().value_or(0);
    token_ends_ = clock_.now() + std::chrono::milliseconds(lasts * 1000) - kTokenSpare;
    return true;
}

Answer Sender::post_with_retries(const std::string& body) {
    const auto url = fmt::format("{}/children_social_care_data/{}/children", receiver_.endpoint,
                                 receiver_.la_code);
    bool renewed = false;
    for (std::size_t tries = 0;; ++tries) {
        Answer answer;
        if (!fetch_token(answer)) return answer;
        answer = transport_.post({url,
                                  {{"Authorization", fmt::format("Bearer {}", token_)},
                                   {"SupplierKey", receiver_.supplier_key},
                                   {"Content-Type", "application/json"},
                                   {"Accept", "application/json"}},
                                  body});
        if (!worth_retrying(answer.status) || tries == kBackOff.size()) return answer;
        if (answer.status == 401 && !renewed) {
            renewed = true;
            token_.clear();
        }
        auto wait = kBackOff[tries];
        if (answer.status == 429 && answer.retry_after) {
            if (*answer.retry_after > kLongestWait) return answer;
            wait = seconds(*answer.retry_after);
        }
        wait_(wait);
    }
}

void Sender::send_part(std::span<const std::string_view> children,
                       std::span<const std::size_t> which, BatchAnswer& out) {
    if (out.stop || which.empty()) return;
    std::string body = "[";
    for (const auto i : which) {
        if (body.size() > 1) body += ',';
        body += children[i];
    }
    body += ']';
    const auto answer = post_with_retries(body);
    const auto all = [&](Fate fate, const std::string& words) {
        for (const auto i : which) out.children[i] = {fate, words};
    };
    const auto stop = [&](Fate fate) {
        out.stop = true;
        out.why = what_came(answer);
        all(fate, out.why);
    };

    if (answer.status == 200) {
        const auto said = acknowledgements(answer.body);
        if (!said || said->size() != which.size())
            return all(Fate::unsure,
                       fmt::format("The receiver acknowledged {} of {} children of the batch.",
                                   said ? std::to_string(said->size()) : "an unknown number",
                                   which.size()));
        for (std::size_t i = 0; i < which.size(); ++i)
            out.children[which[i]] = {Fate::accepted, (*said)[i]};
    } else if (answer.status == 204) {
        all(Fate::refused, "The receiver answered that it was sent nothing (204).");
    } else if (answer.status == 400) {
        const auto named = positions_named(answer.body, which.size());
        if (named.empty()) return all(Fate::refused, what_came(answer));
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < which.size(); ++i) {
            const auto found = named.find(i);
            if (found == named.end())
                others.push_back(which[i]);
            else
                out.children[which[i]] = {Fate::refused, found->second};
        }
        send_part(children, others, out);
    } else if (answer.status == 413) {
        if (which.size() == 1)
            return all(Fate::refused, "The receiver finds this child too large (413).");
        const auto half = which.size() / 2;
        send_part(children, which.first(half), out);
        send_part(children, which.subspan(half), out);
    } else if (worth_retrying(answer.status) || answer.never_left) {
        stop(Fate::not_sent);
    } else {
        stop(Fate::lost);
    }
}

BatchAnswer Sender::send(std::span<const std::string_view> children) {
    BatchAnswer out;
    out.children.resize(children.size());
    std::vector<std::size_t> which(children.size());
    std::iota(which.begin(), which.end(), std::size_t{0});
    send_part(children, which, out);
    return out;
}

}  // namespace hearth::returns::dfe
