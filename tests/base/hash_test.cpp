#include "base/hash.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <unordered_set>

namespace hearth {
namespace {

TEST(Hashing, sha256_gives_the_published_values) {
    // FIPS 180-4 examples.
    EXPECT_EQ(sha256("abc").hex(),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')).hex(),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hashing, text_hashed_in_pieces_is_as_text_hashed_whole) {
    EXPECT_TRUE(rc::check([](const std::string& a, const std::string& b) {
        Sha256Hasher hasher;
        hasher.update(a).update(b);
        RC_ASSERT(hasher.finish() == sha256(a + b));
    }));
}

TEST(Hashing, hmac_gives_the_published_values) {
    // RFC 4231, cases 1, 2 and 6.
    EXPECT_EQ(hmac_sha256(std::string(20, '\x0b'), "Hi There").hex(),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hmac_sha256("Jefe", "what do ya want for nothing?").hex(),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hmac_sha256(std::string(131, '\xaa'),
                          "Test Using Larger Than Block-Size Key - Hash Key First")
                  .hex(),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    EXPECT_EQ(hmac_sha256({}, {}).hex(),
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hashing, a_hash_is_read_back_from_hex_and_from_bytes_only_when_whole) {
    const Sha256 hash = sha256("abc");
    EXPECT_EQ(Sha256::from_hex(hash.hex()), hash);
    EXPECT_EQ(Sha256::from_raw(hash.raw()), hash);
    EXPECT_FALSE(Sha256::from_hex(hash.hex().substr(2)));
    EXPECT_FALSE(Sha256::from_hex("x" + hash.hex().substr(1)));
    EXPECT_FALSE(Sha256::from_raw("short"));
    EXPECT_EQ(std::unordered_set<Sha256>({hash, hash, Sha256{}}).size(), 2U);
}

TEST(Encodings, hex_and_base64_give_the_published_values) {
    EXPECT_EQ(to_hex(std::string_view("\x00\xff\x10", 3)), "00ff10");
    EXPECT_EQ(from_hex("00FF10"), std::string("\x00\xff\x10", 3));
    for (const auto* bad : {"0", "0g", " 0", "0x"}) EXPECT_FALSE(from_hex(bad)) << bad;
    // RFC 4648 section 10.
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
    EXPECT_EQ(to_base64(""), "");
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
    EXPECT_EQ(from_base64url("-_8"), "\xfb\xff");
    for (const auto* bad : {"A", "Zm9vYg==", "Zh", "Zm9+", "Zm9/", "Zm 9", "Zm9v\n"}) {
        EXPECT_FALSE(from_base64url(bad)) << bad;
    }
    for (const auto* bad : {"Zg", "Zg=", "Zh==", "Z===", "====", "Zm9vY=Fy"}) {
        EXPECT_FALSE(from_base64(bad)) << bad;
    }
}

TEST(Encodings, any_bytes_survive_the_round_trip) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
        RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
        RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
    }));
}

TEST(Encodings, secrets_compare_equal_only_when_they_are) {
    EXPECT_TRUE(equal_in_constant_time("token", "token"));
    EXPECT_TRUE(equal_in_constant_time({}, {}));
    EXPECT_FALSE(equal_in_constant_time("token", "tokem"));
    EXPECT_FALSE(equal_in_constant_time("token", "tokens"));
}

}  // namespace
}  // namespace hearth
