#include "cli/source.h"

#include "checkpoint/file_content.h"
#include "config/load.h"
#include "data/file_kind.h"
#include "data/image_header.h"
#include "data/scan.h"
#include "support/error.h"
#include "support/files.h"

namespace leakygan {

namespace {

// Whether a file is an archive or another file of images rather than a configuration.
bool is_data(const fs::path& path) {
  const fs::path extension = path.extension();
  return extension != ".yaml" && extension != ".yml" && holds_images(path);
}

void refuse_single_image(const fs::path& path) {
  const auto beginning = beginning_of(path, kTellingBytes);
  if (!beginning || !is_image(read_header(beginning->bytes).container)) return;
  throw Error(display(path) + ": is not a configuration but " + describe_content(beginning->bytes) +
              ": name the folder that your images are in");
}

}  // namespace

CLI::Option* add_source(CLI::App& command, ConfigSource& source, const std::string& kinds) {
  CLI::Option* option =
      command
          .add_option("source", source.source,
                      "A configuration (CONFIG.yaml), or a folder or archive of images")
          ->required()
          ->type_name(kinds);
  command
      .add_option("--set", source.overrides,
                  "Override a key of the configuration; may be given often")
      ->type_name("key.path=value")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  return option;
}

Config read_config(const ConfigSource& source, const Config& defaults) {
  const fs::path path = source.source;
  std::error_code code;
  if (is_run_folder(path)) return load_config(path / "config.yaml", source.overrides);
  if (fs::is_directory(path, code)) return config_for_folder(path, source.overrides, defaults);
  if (!fs::exists(path, code)) throw Error(display(path) + ": there is no such file or folder");
  if (is_data(path)) return config_for_folder(path, source.overrides, defaults);
  refuse_single_image(path);
  return load_config(path, source.overrides);
}

}  // namespace leakygan
