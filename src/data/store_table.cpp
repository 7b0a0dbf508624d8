#include "data/store_table.h"

#include <cstring>
#include <type_traits>

namespace leakygan {
namespace {

class Writer {
 public:
  template <typename Number>
  void number(Number value) {
    static_assert(std::is_integral_v<Number>);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes += value;
  }

  std::string bytes;
};

class TableReader {
 public:
  explicit TableReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename Number>
  void number(Number& value) {
    const std::string_view part = take(sizeof value);
    if (is_good) std::memcpy(&value, part.data(), sizeof value);
  }

  void text(std::string& value) {
    std::uint32_t size = 0;
    number(size);
    value = take(size);
  }

  // How many elements follow, each of at least one byte.
  std::size_t count() {
    std::uint64_t value = 0;
    number(value);
    if (value > bytes_.size()) is_good = false;
    return is_good ? static_cast<std::size_t>(value) : 0;
  }

  bool at_end() const { return bytes_.empty(); }

  bool is_good = true;

 private:
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) is_good = false;
    if (!is_good) return {};
    const std::string_view part = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return part;
  }

  std::string_view bytes_;
};

// One description of each row serves both directions.
template <typename Stream, typename Row>
void file_row(Stream& stream, Row& row) {
  stream.text(row.name);
  stream.number(row.stamp.size);
  stream.number(row.stamp.inode);
  stream.number(row.stamp.modified);
  stream.number(row.stamp.changed);
  stream.number(row.first_image);
  stream.number(row.images);
}

template <typename Stream, typename Row>
void image_row(Stream& stream, Row& row) {
  stream.number(row.content_hash);
  stream.number(row.height);
  stream.number(row.width);
  stream.number(row.label);
}

}  // namespace

std::string write_table(const std::vector<StoredFile>& files, const Inventory& inventory) {
  Writer writer;
  writer.number(std::uint64_t{files.size()});
  for (const auto& file : files) file_row(writer, file);
  writer.number(std::uint64_t{inventory.images.size()});
  for (const auto& image : inventory.images) image_row(writer, image);
  writer.number(std::uint64_t{inventory.faults.size()});
  for (const auto& [number, fault] : inventory.faults) {
    writer.number(std::uint64_t{number});
    writer.text(fault);
  }
  return std::move(writer.bytes);
}

bool read_table(std::string_view table, std::vector<StoredFile>& files, Inventory& inventory) {
  TableReader reader(table);
  files.resize(reader.count());
  for (auto& file : files) file_row(reader, file);
  inventory.images.resize(reader.count());
  for (auto& image : inventory.images) image_row(reader, image);
  for (std::size_t left = reader.count(); left > 0 && reader.is_good; --left) {
    std::uint64_t number = 0;
    std::string fault;
    reader.number(number);
    reader.text(fault);
    inventory.faults.emplace(number, fault);
  }
  return reader.is_good && reader.at_end();
}

}  // namespace leakygan
