// Sends children to the Department's receiver and says, for each, what became of it.
//
// The token comes from `token_url` by OAuth 2 client credentials and is kept until it is about to
// end. What the receiver's answers mean:
// - 200 with one acknowledgement for each child, in order: accepted. Any other number of them fails
//   the whole batch (what the receiver holds is then not known).
// - 400: the children at the positions that its words name ("[3]") are refused with those words,
// and
//   the others are sent again without them. Without a position all are refused. Never retried.
// - 413: the batch is sent as two halves; one child too large alone is refused.
// - 204: refused, not retried.
// - 401, 403, 429: tried again at most three times, after 5, 15 and 30 seconds, or what a 429 asks
//   for; a 401 renews the token once. After that the run stops.
// - anything else, or no answer: not retried; the run stops. The children wait for the next run.
//
// It keeps no state beyond the token. Secrets are never part of its words.
#pragma once
#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "returns/dfe_api/transport.h"

namespace hearth::returns::dfe {

struct Receiver {
    std::string endpoint;   // of the receiver, without the path of the collection
    std::string token_url;  // where tokens are given
    std::string client_id, client_secret, scope, supplier_key;
    std::string la_code;
};

enum class Fate : std::uint8_t {
    accepted,
    refused,   // the receiver has said no and does not hold it
    unsure,    // it answered in a way that leaves open what it holds
    lost,      // no answer: it may hold it or not
    not_sent,  // it was not sent, or not let in
};

struct ChildAnswer {
    Fate fate = Fate::not_sent;
    std::string words;  // the acknowledgement, or why not
};

struct BatchAnswer {
    std::vector<ChildAnswer> children;  // as they were given
    bool stop = false;                  // what went wrong concerns every other batch too
    std::string why;                    // when stop
};

class Sender {
  public:
    using Wait = std::function<void(std::chrono::seconds)>;
    Sender(Transport& transport, Receiver receiver, const Clock& clock, Wait wait);
    // At most 100 JSON objects. They live until this returns.
    BatchAnswer send(std::span<const std::string_view> children);

  private:
    void send_part(std::span<const std::string_view> children, std::span<const std::size_t> which,
                   BatchAnswer& out);
    Answer post_with_retries(const std::string& body);
    bool fetch_token(Answer& failed);

    Transport& transport_;
    Receiver receiver_;
    const Clock& clock_;
    Wait wait_;
    std::string token_;
    Instant token_ends_;
};

}  // namespace hearth::returns::dfe
