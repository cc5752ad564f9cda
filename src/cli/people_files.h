// CSV files of people, and models, as `hearth match` and `hearth search` take them.
//
// Whatever is wrong is thrown as a UsageError that begins with the file or the option.
#pragma once
#include <string>
#include <utility>

#include "base/result.h"
#include "identity/linkage/model.h"
#include "identity/linkage/people_file.h"

namespace hearth::cli {

std::string read_whole(const std::string& path);
std::string read_start(const std::string& path);  // its first bytes: what sort of file it is

[[noreturn]] void throw_unreadable(const std::string& where, const Failure& failure);
template <class T>
T need(Result<T> result, const std::string& where) {
    if (!result) throw_unreadable(where, result.failure());
    return std::move(result).value();
}

// What `option` ("--columns") says of a file whose records the column `id` names.
identity::linkage::PeopleColumns people_columns(const std::string& option, const std::string& list,
                                                const std::string& id);
identity::linkage::Model read_model_file(const std::string& path);
// What was noticed in reading, on standard error.
void say_notes(const std::string& path, const identity::linkage::PeopleFile& file);

}  // namespace hearth::cli
