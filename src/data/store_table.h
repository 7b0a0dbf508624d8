#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/store_file.h"

namespace leakygan {

// The table of a store as bytes, and back. A table that does not add up is not read: false.
std::string write_table(const std::vector<StoredFile>& files, const Inventory& inventory);
bool read_table(std::string_view table, std::vector<StoredFile>& files, Inventory& inventory);

}  // namespace leakygan
