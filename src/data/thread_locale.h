#pragma once

#include <locale.h>

namespace leakygan {

// A locale for the character set of names. Empty when the system does not have it.
class Locale {
 public:
  explicit Locale(const char* name)
      : value_(::newlocale(LC_CTYPE_MASK, name, static_cast<locale_t>(nullptr))) {}
  Locale(const Locale&) = delete;
  Locale& operator=(const Locale&) = delete;
  ~Locale() {
    if (value_ != nullptr) ::freelocale(value_);
  }

  locale_t get() const { return value_; }

 private:
  locale_t value_;
};

// Makes it this thread's locale until the end of the scope; an empty one changes nothing.
class ThreadLocale {
 public:
  explicit ThreadLocale(const Locale& locale) : before_(::uselocale(locale.get())) {}
  ThreadLocale(const ThreadLocale&) = delete;
  ThreadLocale& operator=(const ThreadLocale&) = delete;
  ~ThreadLocale() { ::uselocale(before_); }

 private:
  locale_t before_;
};

}  // namespace leakygan
