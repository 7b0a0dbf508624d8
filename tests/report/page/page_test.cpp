#include "report/page/page.h"

#include <gtest/gtest.h>

#include <regex>

namespace leakygan::testing {
namespace {

Page sample_page() {
  return {.title = "cats & <dogs>",
          .top = paragraph("the answer"),
          .sections = {{"first", "The first", paragraph("one")}, {"second", "Next", Html()}}};
}

TEST(Page, NeedsNothingButItself) {
  const std::string html = document(sample_page());
  EXPECT_EQ(html.find("http://"), std::string::npos);
  EXPECT_EQ(html.find("https://"), std::string::npos);
  EXPECT_EQ(html.find(" src=\"/"), std::string::npos);
  EXPECT_NE(html.find("default-src &#39;none&#39;"), std::string::npos);
  EXPECT_NE(html.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_NE(html.find("@media print"), std::string::npos);
}

TEST(Page, TitlesAreShownAndNotInterpreted) {
  const std::string html = document(sample_page());
  EXPECT_NE(html.find("<title>cats &amp; &lt;dogs&gt;</title>"), std::string::npos);
  EXPECT_EQ(html.find("<dogs>"), std::string::npos);
}

TEST(Page, TheListOfContentsLeadsToEverySection) {
  const std::string html = document(sample_page());
  for (const std::string id : {"first", "second"}) {
    EXPECT_NE(html.find("href=\"#" + id + "\""), std::string::npos);
    EXPECT_NE(html.find("id=\"" + id + "\""), std::string::npos);
  }
  EXPECT_NE(html.find("<html lang=\"en\">"), std::string::npos);
}

TEST(Page, ColumnsOfNumbersLieAtTheRight) {
  const std::string html =
      html_table({{"arm", "mean", "interval", "outcome"},
                  {{"relu", "-", "-", "3 seeds"}, {"leaky", "+1,200", "-3.1 to +4", "better"}}},
                 "a caption")
          .markup();
  EXPECT_NE(html.find("<td class=\"n\">+1,200</td>"), std::string::npos);
  EXPECT_NE(html.find("<td>better</td>"), std::string::npos);
  EXPECT_NE(html.find("<td>3 seeds</td>"), std::string::npos);
  EXPECT_NE(html.find("<th class=\"k\" scope=\"row\">leaky</th>"), std::string::npos);
  EXPECT_NE(html.find("<caption>a caption</caption>"), std::string::npos);
}

TEST(Page, AFigureHasItsNumbersInATable) {
  const std::string html = figure({.caption = "Scores",
                                   .drawing = Html::raw("<svg></svg>"),
                                   .numbers = {{"arm", "rFD"}, {{"relu", "3.5"}}},
                                   .source = "runs.csv"})
                               .markup();
  EXPECT_NE(html.find("<details><summary"), std::string::npos);
  EXPECT_NE(html.find("3.5"), std::string::npos);
  EXPECT_NE(html.find("runs.csv"), std::string::npos);
  EXPECT_EQ(figure({.caption = "Scores", .drawing = Html()}).markup().find("<details>"),
            std::string::npos);
}

}  // namespace
}  // namespace leakygan::testing
