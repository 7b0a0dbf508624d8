#include "data/read_images.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <unordered_map>

#include "data/archive.h"
#include "support/error.h"
#include "support/hash.h"
#include "support/text.h"

namespace leakygan {
namespace {

// No image within the pixel limit needs as many bytes.
constexpr std::uintmax_t kLongestFile = std::uintmax_t{1} << 30;

using Visit = std::function<void(const EncodedImage&)>;

// Why a file's bytes are not at hand; the path is left to whoever lists the faults.
std::string read_into(const fs::path& path, std::string& bytes) {
  std::error_code code;
  const std::uintmax_t size = fs::file_size(path, code);
  if (!code && size > kLongestFile) {
    return "has " + bytes_text(size) + "; the most that is read is 1 GiB";
  }
  try {
    bytes = read_file(path);
    return {};
  } catch (const Error& error) {
    return std::string(error.what()).substr(display(path).size() + 2);
  }
}

std::string pack_fault(const Pack& pack, std::string_view bytes) {
  try {
    check_pack(pack, bytes);
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

class Reader {
 public:
  Reader(const ImageList& list, const Visit& visit) : list_(list), visit_(visit) {}

  void file(std::size_t index) const {
    std::string bytes;
    std::string fault = known_fault(index);
    if (fault.empty()) fault = read_into(list_.path_of(index), bytes);
    visit_all(index, bytes, std::move(fault));
  }

  std::string known_fault(std::size_t index) const {
    const auto known = list_.faults.find(index);
    return known == list_.faults.end() ? std::string() : known->second;
  }

  // All images of one file, whose content or fault is given.
  void visit_all(std::size_t index, std::string_view bytes, std::string fault) const {
    const Pack& pack = list_.files[index].pack;
    const bool packed = pack.kind != PackKind::none;
    if (packed && fault.empty()) fault = pack_fault(pack, bytes);
    for (std::uint32_t record = 0; record < list_.files[index].images(); ++record) {
      EncodedImage image = {list_.first_image[index] + record, fault};
      if (fault.empty()) {
        image.bytes = bytes;
        image.pack = packed ? &pack : nullptr;
        image.record = record;
      }
      visit_(image);
    }
  }

 private:
  const ImageList& list_;
  const Visit& visit_;
};

// Hands out the members of an archive to several threads: only one can read at a time, and decoding
// takes longer than that.
class SharedArchive {
 public:
  explicit SharedArchive(const ImageList& list) : list_(list), archive_(list.path) {
    for (std::size_t i = 0; i < list.files.size(); ++i) places_.emplace(list.files[i].name, i);
  }

  struct Member {
    std::size_t file = 0;
    std::string bytes;
    std::string fault;
  };

  // The next member that is in the list. Throws Error when there is none, though one is missing.
  Member next() {
    const std::lock_guard lock(mutex_);
    while (const auto member = archive_.next()) {
      const auto place = places_.find(member->name);
      if (place == places_.end()) continue;
      Member found = {place->second, {}, member->fault};
      places_.erase(place);  // of doubled names the first counts
      if (!found.fault.empty()) return found;
      try {
        found.bytes = archive_.read();
      } catch (const Error& error) {
        found.fault = error.what();
      }
      return found;
    }
    throw Error(display(list_.path) + ": changed while it was read");
  }

 private:
  const ImageList& list_;
  std::mutex mutex_;
  ArchiveReader archive_;
  std::unordered_map<std::string_view, std::size_t> places_;
};

void read_archive(const ImageList& list, const ReadOptions& options, const Visit& visit,
                  const Progress& progress) {
  SharedArchive archive(list);
  const Reader reader(list, visit);
  const auto next = [&](std::size_t) {
    const SharedArchive::Member member = archive.next();
    const bool wanted = options.files.empty() || options.files[member.file];
    if (wanted) reader.visit_all(member.file, member.bytes, member.fault);
  };
  parallel_for(list.files.size(), options.threads, options.doing, next, progress);
}

}  // namespace

std::uint64_t EncodedImage::content_hash() const {
  return hash_bytes(kHashStart, pack != nullptr ? packed_bytes(*pack, bytes, record) : bytes);
}

std::string EncodedImage::label() const {
  return pack != nullptr ? packed_label(*pack, bytes, record) : std::string();
}

DecodedImage EncodedImage::decode(const Preprocessing& preprocessing) const {
  if (!fault.empty()) throw Error(fault);
  if (pack == nullptr) return decode_image(bytes, preprocessing);
  const cv::Mat image = packed_image(*pack, bytes, record);
  return {.container = Container::pack,
          .width = image.cols,
          .height = image.rows,
          .channels = image.channels(),
          .image = image};
}

std::uint8_t label_of(const EncodedImage& image) {
  const std::string text = image.label();
  std::uint8_t label = ImageRecord::kNoLabel;
  std::from_chars(text.data(), text.data() + text.size(), label);
  return label;
}

void read_images(const ImageList& list, const ReadOptions& options, const Visit& visit,
                 const Progress& progress) {
  if (list.place == Place::archive) return read_archive(list, options, visit, progress);
  std::vector<std::size_t> wanted;
  for (std::size_t i = 0; i < list.files.size(); ++i) {
    if (options.files.empty() || options.files[i]) wanted.push_back(i);
  }
  const Reader reader(list, visit);
  parallel_for(
      wanted.size(), options.threads, options.doing, [&](std::size_t i) { reader.file(wanted[i]); },
      progress);
}

void read_image(const ImageList& list, std::size_t number, const Visit& visit) {
  const std::size_t file = list.file_of(number);
  const Visit only = [&](const EncodedImage& image) {
    if (image.number == number) visit(image);
  };
  Reader(list, only).file(file);
}

}  // namespace leakygan
