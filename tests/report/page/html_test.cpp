#include "report/page/html.h"

#include <gtest/gtest.h>

namespace leakygan::testing {
namespace {

TEST(Html, PlainTextIsShownAndNotInterpreted) {
  EXPECT_EQ(element("p", "<b>cats & \"dogs\"</b>").markup(),
            "<p>&lt;b&gt;cats &amp; &quot;dogs&quot;&lt;/b&gt;</p>");
  EXPECT_EQ(element("a", {{"href", "x\" onclick='y()'"}}, "z").markup(),
            "<a href=\"x&quot; onclick=&#39;y()&#39;\">z</a>");
}

TEST(Html, ControlCharactersThatHtmlForbidsAreReplaced) {
  EXPECT_EQ(Html::text(std::string_view("a\x01z\x7f\0", 5)).markup(),
            "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(Html::text("two\nlines\tof text").markup(), "two\nlines\tof text");
}

TEST(Html, OtherLettersStayAsTheyAre) {
  EXPECT_EQ(Html::text("K\xC3\xA4tzchen").markup(), "K\xC3\xA4tzchen");
}

TEST(Html, ContentOfElementsIsMarkup) {
  Html list = element("li", "1 < 2");
  list += element("li", "3");
  EXPECT_EQ(element("ul", {}, list).markup(), "<ul><li>1 &lt; 2</li><li>3</li></ul>");
  EXPECT_EQ(void_element("img", {{"alt", "x"}}).markup(), "<img alt=\"x\">");
}

// RFC 4648, section 10.
TEST(Html, DataUrlsAreBase64) {
  EXPECT_EQ(data_url("text/plain", ""), "data:text/plain;base64,");
  EXPECT_EQ(data_url("text/plain", "f"), "data:text/plain;base64,Zg==");
  EXPECT_EQ(data_url("text/plain", "fo"), "data:text/plain;base64,Zm8=");
  EXPECT_EQ(data_url("text/plain", "foo"), "data:text/plain;base64,Zm9v");
  EXPECT_EQ(data_url("text/plain", "foobar"), "data:text/plain;base64,Zm9vYmFy");
  EXPECT_EQ(data_url("a/b", "\xff\xfe\xfd"), "data:a/b;base64,//79");
}

}  // namespace
}  // namespace leakygan::testing
