#include "data/jpeg_decoder.h"

// libjpeg's header needs FILE.
#include <cstdio>
// clang-format off
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <algorithm>
#include <array>
#include <csetjmp>
#include <string>

#include "support/error.h"

namespace leakygan {
namespace {

// No camera writes more than about ten; a file of a few kilobytes could ask for thousands, each
// over the whole image.
constexpr int kMostScans = 500;

// Errors of libjpeg leave by longjmp, over functions of C: whatever is called between setjmp and
// them has no object that would need to be destroyed.
struct ErrorState {
  jpeg_error_mgr manager = {};
  std::jmp_buf escape = {};
  std::array<char, JMSG_LENGTH_MAX> message = {};
  bool damaged = false;
};

ErrorState& state_of(j_common_ptr info) { return *static_cast<ErrorState*>(info->client_data); }

[[noreturn]] void fail(j_common_ptr info) {
  ErrorState& state = state_of(info);
  info->err->format_message(info, state.message.data());
  std::longjmp(state.escape, 1);
}

// What decoders pass over without loss: markers of versions that are not known, and bytes between
// segments, which some cameras write; but within the image's data they mean that some were lost.
bool is_harmless(j_common_ptr info) {
  constexpr int kEndOfImage = 0xd9;
  const int warning = info->err->msg_code;
  if (warning == JWRN_EXTRANEOUS_DATA) {
    const bool before_data = reinterpret_cast<j_decompress_ptr>(info)->input_scan_number == 0;
    return before_data || info->err->msg_parm.i[1] == kEndOfImage;
  }
  return warning == JWRN_ADOBE_XFORM || warning == JWRN_JFIF_MAJOR ||
         warning == JWRN_BOGUS_PROGRESSION;
}

// Level -1 is a warning: the data are not what they should be, and libjpeg goes on as if they were.
void note(j_common_ptr info, int level) {
  ErrorState& state = state_of(info);
  if (level >= 0 || state.damaged || is_harmless(info)) return;
  state.damaged = true;
  info->err->format_message(info, state.message.data());
}

void check_scans(j_common_ptr info) {
  const auto* decompress = reinterpret_cast<j_decompress_ptr>(info);
  if (decompress->input_scan_number <= kMostScans) return;
  ErrorState& state = state_of(info);
  std::snprintf(state.message.data(), state.message.size(), "more than %d scans", kMostScans);
  std::longjmp(state.escape, 1);
}

class Decoder {
 public:
  Decoder() {
    info_.err = ::jpeg_std_error(&errors_.manager);
    errors_.manager.error_exit = fail;
    errors_.manager.emit_message = note;
    info_.client_data = &errors_;
    progress_.progress_monitor = check_scans;
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { ::jpeg_destroy_decompress(&info_); }

  cv::Mat decode(std::string_view bytes, int eighths) {
    if (!begin(bytes, eighths)) throw_fault();
    cv::Mat image(static_cast<int>(info_.output_height), static_cast<int>(info_.output_width),
                  CV_8UC(info_.out_color_components));
    if (!read_rows(image.data, image.step) || errors_.damaged) throw_fault();
    return image;
  }

  bool is_cmyk() const { return info_.out_color_space == JCS_CMYK; }
  bool is_inverted() const { return info_.saw_Adobe_marker != FALSE; }

 private:
  bool begin(std::string_view bytes, int eighths) {
    if (setjmp(errors_.escape) != 0) return false;
    jpeg_create_decompress(&info_);
    info_.progress = &progress_;
    ::jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    ::jpeg_read_header(&info_, TRUE);
    info_.scale_num = static_cast<unsigned>(eighths);
    info_.scale_denom = 8;
    const bool grey = info_.jpeg_color_space == JCS_GRAYSCALE;
    const bool cmyk = info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK;
    info_.out_color_space = grey ? JCS_GRAYSCALE : cmyk ? JCS_CMYK : JCS_EXT_BGR;
    ::jpeg_start_decompress(&info_);
    return true;
  }

  bool read_rows(unsigned char* pixels, std::size_t step) {
    if (setjmp(errors_.escape) != 0) return false;
    while (info_.output_scanline < info_.output_height) {
      unsigned char* row = pixels + info_.output_scanline * step;
      ::jpeg_read_scanlines(&info_, &row, 1);
    }
    ::jpeg_finish_decompress(&info_);
    return true;
  }

  [[noreturn]] void throw_fault() const {
    throw Error("is damaged: its JPEG data cannot be decoded (" +
                std::string(errors_.message.data()) + ")");
  }

  ErrorState errors_;
  jpeg_progress_mgr progress_ = {};
  jpeg_decompress_struct info_ = {};
};

cv::Mat cmyk_to_bgr(const cv::Mat& image, bool inverted) {
  cv::Mat result(image.size(), CV_8UC3);
  constexpr int kMost = 255;
  for (int y = 0; y < image.rows; ++y) {
    const auto* from = image.ptr<cv::Vec4b>(y);
    auto* to = result.ptr<cv::Vec3b>(y);
    for (int x = 0; x < image.cols; ++x) {
      const auto light = [&](int c) { return inverted ? from[x][c] : kMost - from[x][c]; };
      for (int c = 0; c < 3; ++c) {
        to[x][2 - c] = static_cast<std::uint8_t>((light(c) * light(3) + kMost / 2) / kMost);
      }
    }
  }
  return result;
}

}  // namespace

cv::Mat decode_jpeg(std::string_view bytes, int eighths) {
  Decoder decoder;
  cv::Mat image = decoder.decode(bytes, eighths);
  return decoder.is_cmyk() ? cmyk_to_bgr(image, decoder.is_inverted()) : image;
}

}  // namespace leakygan
