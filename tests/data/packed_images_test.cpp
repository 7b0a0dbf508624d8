#include "data/packed_images.h"

#include <gtest/gtest.h>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

using namespace std::string_literals;

std::string big_endian_u32(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
  return bytes;
}

std::string idx_header(std::uint32_t images, std::uint32_t height, std::uint32_t width) {
  return "\0\0\x08\x03"s + big_endian_u32(images) + big_endian_u32(height) + big_endian_u32(width);
}

// Each plane rises from its own start, a level a pixel.
std::string cifar_planes(int red, int green, int blue) {
  std::string planes;
  for (const int start : {red, green, blue}) {
    for (int i = 0; i < 32 * 32; ++i) planes += static_cast<char>((start + i) % 256);
  }
  return planes;
}

Pack recognise(const std::string& name, const std::string& bytes) {
  return recognise_pack(name, bytes.size(), std::string_view(bytes).substr(0, 16));
}

PackKind kind_of_size(const std::string& name, std::uint64_t size) {
  return recognise_pack(name, size, "\0\1\2\3\4\5\6\7\1\2\3\4\5\6\7\x8"s).kind;
}

std::string why(const std::string& name, const std::string& bytes) {
  return message_of<Error>([&] { check_pack(recognise(name, bytes), bytes); });
}

TEST(PackedImages, ReadsCifar10) {
  const std::string bytes = "\7"s + cifar_planes(10, 100, 200) + "\2"s + cifar_planes(1, 2, 3);
  const Pack pack = recognise("data_batch_1.bin", bytes);
  ASSERT_EQ(pack.kind, PackKind::cifar10);
  EXPECT_EQ(pack.images, 2U);
  check_pack(pack, bytes);
  const cv::Mat image = packed_image(pack, bytes, 0);
  ASSERT_EQ(image.size(), cv::Size(32, 32));
  EXPECT_EQ(image.at<cv::Vec3b>(0, 0), cv::Vec3b(200, 100, 10));
  EXPECT_EQ(image.at<cv::Vec3b>(0, 5), cv::Vec3b(205, 105, 15));
  EXPECT_EQ(image.at<cv::Vec3b>(1, 0), cv::Vec3b(232, 132, 42));
  EXPECT_EQ(packed_image(pack, bytes, 1).at<cv::Vec3b>(0, 0), cv::Vec3b(3, 2, 1));
  EXPECT_EQ(packed_label(pack, bytes, 0), "7");
  EXPECT_EQ(packed_label(pack, bytes, 1), "2");
  EXPECT_EQ(packed_bytes(pack, bytes, 1), cifar_planes(1, 2, 3));
}

TEST(PackedImages, ReadsCifar100WithItsFineLabels) {
  const std::string bytes = "\x13\x63"s + cifar_planes(10, 100, 200);
  const Pack pack = recognise("train.bin", bytes);
  ASSERT_EQ(pack.kind, PackKind::cifar100);
  check_pack(pack, bytes);
  EXPECT_EQ(packed_image(pack, bytes, 0).at<cv::Vec3b>(0, 0), cv::Vec3b(200, 100, 10));
  EXPECT_EQ(packed_label(pack, bytes, 0), "99");
}

TEST(PackedImages, ReadsIdxFilesOfAnyName) {
  const std::string bytes = idx_header(2, 2, 3) + "abcdefghijkl";
  const Pack pack = recognise("train-images-idx3-ubyte", bytes);
  ASSERT_EQ(pack.kind, PackKind::idx);
  EXPECT_EQ(pack.images, 2U);
  EXPECT_EQ(pack.height, 2);
  EXPECT_EQ(pack.width, 3);
  check_pack(pack, bytes);
  const cv::Mat image = packed_image(pack, bytes, 1);
  EXPECT_EQ(image.type(), CV_8UC1);
  EXPECT_EQ(image.at<unsigned char>(0, 0), 'g');
  EXPECT_EQ(image.at<unsigned char>(1, 2), 'l');
  EXPECT_EQ(packed_bytes(pack, bytes, 0), "abcdef");
  EXPECT_EQ(packed_label(pack, bytes, 0), "");
  EXPECT_EQ(recognise("data_batch_1.bin", bytes).kind, PackKind::idx);
}

TEST(PackedImages, GivesMemoryOfItsOwn) {
  std::string bytes = idx_header(1, 1, 1) + "a";
  const cv::Mat image = packed_image(recognise("a", bytes), bytes, 0);
  bytes.back() = 'b';
  EXPECT_EQ(image.at<unsigned char>(0, 0), 'a');
}

TEST(PackedImages, TellsCifarFilesBySizeAndThenByName) {
  constexpr std::uint64_t kBoth = std::uint64_t{3073} * 3074;
  EXPECT_EQ(kind_of_size("a.bin", 3073), PackKind::cifar10);
  EXPECT_EQ(kind_of_size("a.BIN", 3074), PackKind::cifar100);
  EXPECT_EQ(kind_of_size("train.bin", 3073), PackKind::cifar10);
  EXPECT_EQ(kind_of_size("a.bin", kBoth), PackKind::cifar10);
  EXPECT_EQ(kind_of_size("data_batch_3.bin", kBoth), PackKind::cifar10);
  EXPECT_EQ(kind_of_size("x/train.bin", kBoth), PackKind::cifar100);
  EXPECT_EQ(kind_of_size("cifar-100-binary/a.bin", kBoth), PackKind::cifar100);
}

TEST(PackedImages, TakesNothingElseForAPack) {
  EXPECT_EQ(kind_of_size("a.bin", 0), PackKind::none);
  EXPECT_EQ(kind_of_size("a.bin", 3072), PackKind::none);
  EXPECT_EQ(kind_of_size("train.bin", 12345), PackKind::none);
  EXPECT_EQ(kind_of_size("a.dat", 3073), PackKind::none);
  const std::string labels = "\0\0\x08\x01"s + big_endian_u32(10) + std::string(10, '\1');
  EXPECT_EQ(recognise("train-labels-idx1-ubyte", labels).kind, PackKind::none);
  EXPECT_EQ(recognise("a", idx_header(0, 28, 28)).kind, PackKind::none);
  EXPECT_EQ(recognise("a", idx_header(1, 0, 28)).kind, PackKind::none);
  EXPECT_EQ(recognise("a", idx_header(1, 28, 4097)).kind, PackKind::none);
  EXPECT_EQ(recognise("a", "\0\0\x08\x03"s).kind, PackKind::none);
  EXPECT_EQ(recognise("a", "").kind, PackKind::none);
}

TEST(PackedImages, SaysWhatIsCutOff) {
  const std::string promise = "its idx header promises 60,000 images of 28 x 28 and ";
  const std::string header = idx_header(60000, 28, 28);
  EXPECT_EQ(why("a", header + std::string(12345 * 784 + 783, 'a')),
            "is cut off: " + promise + "the file has room for 12,345");
  EXPECT_EQ(why("a", header), "is cut off: " + promise + "the file has room for 0");
  EXPECT_EQ(why("a", idx_header(0xffffffff, 4096, 4096)),
            "is cut off: its idx header promises 4,294,967,295 images of 4096 x 4096 and the file "
            "has room for 0");
  EXPECT_EQ(why("data_batch_2.bin", std::string(10000, '\1')),
            "is cut off: it has 10,000 bytes, and a CIFAR-10 batch has a multiple of 3,073");
  EXPECT_TRUE(contains(why("d/test_batch.bin", ""), "is cut off: it has 0 bytes"));
}

TEST(PackedImages, RefusesWhatFollowsTheLastImage) {
  EXPECT_EQ(
      why("a", idx_header(1, 2, 2) + "abcde"),
      "is damaged: its idx header promises 1 image of 2 x 2 and the file is longer by 1 bytes");
}

TEST(PackedImages, ChecksEveryLabel) {
  const std::string pixels = cifar_planes(0, 0, 0);
  EXPECT_EQ(why("a.bin", "\x09"s + pixels + "\x0a"s + pixels),
            "is damaged, or no CIFAR-10 file: image 2 has the label 10, and the highest is 9");
  EXPECT_TRUE(contains(why("a.bin", "\x14\0"s + pixels), "label 20, and the highest is 19"));
  EXPECT_TRUE(contains(why("a.bin", "\0\x64"s + pixels), "label 100, and the highest is 99"));
}

TEST(PackedImages, ChecksThatTheWholeFileIsThere) {
  const std::string bytes = "\1"s + cifar_planes(0, 0, 0);
  const Pack pack = recognise_pack("a.bin", 2 * bytes.size(), bytes.substr(0, 16));
  EXPECT_EQ(message_of<Error>([&] { check_pack(pack, bytes); }),
            "has 3.0 KiB, and its 2 images need 6.0 KiB");
}

}  // namespace
}  // namespace leakygan::testing
