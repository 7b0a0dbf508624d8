#include "config/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <sstream>

#include "support/error.h"
#include "support/files.h"

namespace leakygan {
namespace {

constexpr std::uintmax_t kLargestFile = 1 << 20;
constexpr int kDeepest = 8;  // maps in maps; an alias of a map that it stands in has no end
constexpr std::size_t kMostAssignments = 10'000;  // aliases of aliases multiply

std::string line_of(const YAML::Node& node) { return std::to_string(node.Mark().line + 1); }

// Walks one document; `name_` stands before every message.
class Walker {
 public:
  Walker(std::string name, bool lines, std::vector<std::string>& faults)
      : name_(std::move(name)), lines_(lines), faults_(faults) {}

  void walk(const YAML::Node& node, const std::string& path, int depth = 0) {
    if (depth > kDeepest || assignments.size() > kMostAssignments) {
      throw Error(source(node) + ": is nested too deep or too often for a configuration");
    }
    if (node.IsMap()) {
      walk_map(node, path, depth);
    } else if (node.IsNull()) {
      fault(node, path, "has no value (a # begins a comment: put it in quotes)");
    } else {
      assign(node, path);
    }
  }

  std::vector<Assignment> assignments;

 private:
  void walk_map(const YAML::Node& map, const std::string& path, int depth) {
    // Whoever reads it may not take it for nothing.
    if (map.size() == 0 && !path.empty()) {
      assignments.push_back({path, {{}, true}, source(map), keys_});
    }
    std::map<std::string, std::string> seen;  // key -> line
    for (const auto& pair : map) {
      if (!pair.first.IsScalar()) {
        fault(pair.first, path, "a key must be a single word");
        continue;
      }
      const std::string key = pair.first.Scalar();
      const std::string inner = path.empty() ? key : path + "." + key;
      const auto [previous, is_new] = seen.emplace(key, line_of(pair.first));
      if (!is_new) {
        fault(pair.first, inner, "is given twice, first in line " + previous->second);
      } else if (key == "<<") {
        fault(pair.first, inner, "merge keys are not supported: write the keys out");
      } else {
        keys_.push_back(key);
        walk(pair.second, inner, depth + 1);
        keys_.pop_back();
      }
    }
  }

  void assign(const YAML::Node& node, const std::string& path) {
    Value value;
    value.is_list = node.IsSequence();
    if (value.is_list) {
      for (const auto& item : node) {
        if (!item.IsScalar()) return fault(node, path, "must be a list of single values");
        value.items.push_back(item.Scalar());
      }
    } else {
      value.items.push_back(node.Scalar());
    }
    assignments.push_back({path, value, source(node), keys_});
  }

  std::string source(const YAML::Node& node) const {
    return lines_ ? name_ + ":" + line_of(node) : name_;
  }

  void fault(const YAML::Node& node, const std::string& path, const std::string& what) {
    faults_.push_back(source(node) + ": " + (path.empty() ? "" : path + ": ") + what);
  }

  std::string name_;
  std::vector<std::string> keys_;  // of the maps that the walk is in
  bool lines_;
  std::vector<std::string>& faults_;
};

[[noreturn]] void throw_not_yaml(const std::string& name) {
  throw Error(name + ": is not a configuration (a YAML text was expected)");
}

// Takes no notice of what a parser finds.
class NoEvents : public YAML::EventHandler {
  using Mark = YAML::Mark;
  using Anchor = YAML::anchor_t;
  using Style = YAML::EmitterStyle::value;
  using Text = const std::string&;
  void OnDocumentStart(const Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const Mark&, Anchor) override {}
  void OnAlias(const Mark&, Anchor) override {}
  void OnScalar(const Mark&, Text, Anchor, Text) override {}
  void OnSequenceStart(const Mark&, Text, Anchor, Style) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const Mark&, Text, Anchor, Style) override {}
  void OnMapEnd() override {}
};

// yaml-cpp 0.7's LoadAll has no end for some texts, as short as ",": it is asked for no more than
// two documents.
bool has_several_documents(const std::string& text) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  NoEvents ignore;
  return parser.HandleNextDocument(ignore) && parser.HandleNextDocument(ignore);
}

YAML::Node parse(const std::string& text, const std::string& name) {
  try {
    if (has_several_documents(text)) throw Error(name + ": holds more than one YAML document");
    return YAML::Load(text);
  } catch (const YAML::Exception& e) {
    const std::string line = e.mark.is_null() ? "" : ":" + std::to_string(e.mark.line + 1);
    throw Error(name + line + ": is not valid YAML: " + e.msg);
  }
}

}  // namespace

std::vector<Assignment> read_yaml(const std::filesystem::path& file,
                                  std::vector<std::string>& faults) {
  std::error_code code;
  const std::uintmax_t size = std::filesystem::file_size(file, code);
  if (!code && size > kLargestFile) throw_not_yaml(display(file));
  return parse_yaml(read_file(file), display(file), faults);
}

std::vector<Assignment> parse_yaml(const std::string& text, const std::string& name,
                                   std::vector<std::string>& faults) {
  if (!is_utf8(text) || text.find('\0') != std::string::npos) throw_not_yaml(name);
  const YAML::Node root = parse(text, name);
  if (root.IsNull()) return {};
  if (!root.IsMap()) {
    throw Error(name + ": is not a configuration (lines of 'key: value' were expected)");
  }
  Walker walker(name, true, faults);
  walker.walk(root, "");
  return walker.assignments;
}

std::vector<Assignment> read_override(const std::string& text, std::vector<std::string>& faults) {
  const auto equals = text.find('=');
  const std::string name = "--set " + display(text);
  if (equals == std::string::npos || equals == 0) {
    faults.push_back(name + ": must look like key.path=value");
    return {};
  }
  const std::string value = text.substr(equals + 1);
  // A colour: nobody writes a comment on a command line.
  const bool is_text = value.starts_with('#');
  Walker walker(name, false, faults);
  walker.walk(is_text ? YAML::Node(value) : parse(value, name), text.substr(0, equals));
  return walker.assignments;
}

}  // namespace leakygan
