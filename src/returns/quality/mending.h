// Which form of the practice sets what a cell of a return says (the census, or the return on
// children looked after): the way from a fault to the field
// that mends it.
//
// Found in the forms themselves: an effect that writes the column behind the cell from a field of
// the form. Nothing is listed by hand, so a new form is found too. It does not know who may write a
// form, nor whether a row is still open.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/definitions.h"

namespace hearth::returns {

struct MendingField {
    const practice::Form* form = nullptr;
    std::string field;  // to begin at; "" the form as a whole
    // A revision of the entry that made the row sets it anew; else only a new entry does (it ends
    // an open row, or adds to a list).
    bool by_revision = false;
};

class Mending {
  public:
    // The practice must outlive it.
    explicit Mending(const practice::Practice& practice);
    // Of forms about a family; those that set the cell itself first.
    const std::vector<MendingField>& of(std::string_view table, std::string_view field) const;

  private:
    std::map<std::pair<std::string, std::string>, std::vector<MendingField>, std::less<>> fields_;
};

}  // namespace hearth::returns
