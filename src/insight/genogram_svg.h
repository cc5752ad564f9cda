// Writes a checked layout as SVG, with a key of the signs that it uses. Internal to the genogram.
#pragma once
#include "insight/genogram.h"

namespace hearth::insight::genogram {

Svg write_svg(const GenogramLayout& layout, const GenogramFamily& family);

}  // namespace hearth::insight::genogram
