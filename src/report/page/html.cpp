#include "report/page/html.h"

#include <cstdint>

namespace leakygan {
namespace {

// In attributes as well. Control characters, which are not allowed in HTML, become U+FFFD.
std::string escaped(std::string_view plain) {
  std::string text;
  text.reserve(plain.size());
  for (const char letter : plain) {
    const auto byte = static_cast<unsigned char>(letter);
    switch (letter) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      case '\'':
        text += "&#39;";
        break;
      default:
        if ((byte < 0x20 && letter != '\n' && letter != '\t') || byte == 0x7f) {
          text += "\xEF\xBF\xBD";
        } else {
          text += letter;
        }
    }
  }
  return text;
}

std::string opening(std::string_view name, const Attributes& attributes) {
  std::string text = "<" + std::string(name);
  for (const auto& [key, value] : attributes) text += " " + key + "=\"" + escaped(value) + "\"";
  return text + ">";
}

}  // namespace

Html Html::raw(std::string markup) {
  Html html;
  html.markup_ = std::move(markup);
  return html;
}

Html Html::text(std::string_view plain) { return raw(escaped(plain)); }

Html& Html::operator+=(const Html& more) {
  markup_ += more.markup_;
  return *this;
}

Html element(std::string_view name, const Attributes& attributes, const Html& content) {
  return Html::raw(opening(name, attributes) + content.markup() + "</" + std::string(name) + ">");
}

Html element(std::string_view name, const Attributes& attributes, std::string_view plain) {
  return element(name, attributes, Html::text(plain));
}

Html element(std::string_view name, std::string_view plain) { return element(name, {}, plain); }

Html void_element(std::string_view name, const Attributes& attributes) {
  return Html::raw(opening(name, attributes));
}

std::string data_url(std::string_view type, std::string_view bytes) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string url = "data:" + std::string(type) + ";base64,";
  url.reserve(url.size() + (bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      url += k <= count ? kDigits[group >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return url;
}

}  // namespace leakygan
