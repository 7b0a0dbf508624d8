#include "data/store_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "data/store_table.h"
#include "support/error.h"
#include "support/hash.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::uint64_t kMagic = 0x31657261'656b6c67;  // also the format's version

struct Header {
  std::uint64_t magic = kMagic;
  std::uint64_t preprocessing = 0;  // its hash
  std::uint64_t images = 0;
  std::uint64_t table = 0;  // where it begins
  std::uint64_t table_size = 0;
  std::uint64_t table_hash = 0;
};
static_assert(sizeof(Header) <= StoreFile::kOffset);

std::string_view bytes_of(const Header& header) {
  return {reinterpret_cast<const char*>(&header), sizeof header};
}

bool read_at(int file, std::uint64_t position, void* to, std::size_t size) {
  auto* bytes = static_cast<char*>(to);
  while (size > 0) {
    const ssize_t length = ::pread(file, bytes, size, static_cast<off_t>(position));
    if (length <= 0) return false;
    bytes += length;
    position += static_cast<std::uint64_t>(length);
    size -= static_cast<std::size_t>(length);
  }
  return true;
}

// Whether the header describes a file of this size: the table is the last in it.
bool fits(const Header& header, std::uint64_t slot, std::uint64_t size) {
  constexpr auto kMost = std::uint64_t{1} << 32;
  if (header.magic != kMagic || header.images >= kMost) return false;
  return header.table == StoreFile::kOffset + header.images * slot && header.table < size &&
         header.table_size == size - header.table;
}

}  // namespace

std::uint64_t preprocessing_hash(const Preprocessing& preprocessing) {
  const auto& [shape, fit, crop, background, white_level, pixel_limit] = preprocessing;
  std::uint64_t hash = kHashStart;
  const std::uint64_t colour =
      std::uint64_t{background[0]} << 16 | std::uint64_t{background[1]} << 8 | background[2];
  for (const auto part :
       {static_cast<std::uint64_t>(shape.channels), static_cast<std::uint64_t>(shape.height),
        static_cast<std::uint64_t>(shape.width), static_cast<std::uint64_t>(fit),
        static_cast<std::uint64_t>(crop), colour, static_cast<std::uint64_t>(white_level),
        static_cast<std::uint64_t>(pixel_limit)}) {
    hash = hash_word(hash, part);
  }
  return hash;
}

std::optional<StoreFile> open_store(const fs::path& path, const Preprocessing& preprocessing) {
  StoreFile store = {Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), {}, {}};
  Header header;
  struct stat status = {};
  if (!store.file.is_open() || ::fstat(store.file.get(), &status) != 0 ||
      !read_at(store.file.get(), 0, &header, sizeof header) ||
      header.preprocessing != preprocessing_hash(preprocessing) ||
      !fits(header, slot_bytes(preprocessing), static_cast<std::uint64_t>(status.st_size))) {
    return {};
  }
  std::string table(header.table_size, '\0');
  if (!read_at(store.file.get(), header.table, table.data(), table.size()) ||
      hash_bytes(kHashStart, table) != header.table_hash ||
      !read_table(table, store.files, store.inventory) ||
      store.inventory.images.size() != header.images) {
    return {};
  }
  return store;
}

Region StoreFile::map() const {
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return {};
  return Region::file(file.get(), static_cast<std::size_t>(status.st_size));
}

StoreWriter::StoreWriter(const fs::path& path, const Preprocessing& preprocessing,
                         std::size_t images)
    : path_(path),
      temporary_(temporary_name(path)),
      preprocessing_(preprocessing),
      slot_(slot_bytes(preprocessing)),
      images_(images),
      file_(::open(temporary_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  const std::uint64_t size = StoreFile::kOffset + slot_ * images;
  int code = file_.is_open() ? 0 : errno;
  if (code == 0) code = ::posix_fallocate(file_.get(), 0, static_cast<off_t>(size));
  if (code == 0 || code == EOPNOTSUPP || code == EINVAL) return;
  ::unlink(temporary_.c_str());
  throw Error(display(path) + ": cannot be written (" + bytes_text(size) +
              " needed for decoded images): " + std::strerror(code));
}

StoreWriter::~StoreWriter() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void StoreWriter::put(std::uint64_t position, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t length =
        ::pwrite(file_.get(), bytes.data(), bytes.size(), static_cast<off_t>(position));
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) {
      throw Error(display(path_) + ": cannot be written: " + std::strerror(errno));
    }
    position += static_cast<std::uint64_t>(length);
    bytes.remove_prefix(static_cast<std::size_t>(length));
  }
}

void StoreWriter::write(std::size_t number, std::span<const std::uint8_t> pixels) {
  put(StoreFile::kOffset + number * slot_,
      {reinterpret_cast<const char*>(pixels.data()), pixels.size()});
}

StoreFile StoreWriter::finish(std::vector<StoredFile> files, Inventory inventory) {
  const std::string table = write_table(files, inventory);
  Header header;
  header.preprocessing = preprocessing_hash(preprocessing_);
  header.images = images_;
  header.table = StoreFile::kOffset + images_ * slot_;
  header.table_size = table.size();
  header.table_hash = hash_bytes(kHashStart, table);
  put(header.table, table);
  put(0, bytes_of(header));
  if (::fsync(file_.get()) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0) {
    throw Error(display(path_) + ": cannot be written: " + std::strerror(errno));
  }
  temporary_.clear();
  return {std::move(file_), std::move(files), std::move(inventory)};
}

}  // namespace leakygan
