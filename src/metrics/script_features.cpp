#include <torch/script.h>

#include <algorithm>
#include <mutex>

#include "checkpoint/file_content.h"
#include "data/file_kind.h"
#include "metrics/feature_space.h"
#include "support/error.h"
#include "support/hash.h"

namespace leakygan {
namespace {

constexpr std::int64_t kInceptionFeatures = 2048;

// What a script raised stands last, behind a trace of its calls.
std::string last_line(const std::string& what) {
  const auto end = what.find_last_not_of('\n');
  const auto begin = what.rfind('\n', end);
  return display(what.substr(begin == std::string::npos ? 0 : begin + 1, end + 1));
}

torch::jit::Module load(const fs::path& file) {
  try {
    torch::jit::Module module = torch::jit::load(file.string(), at::kCPU);
    module.eval();
    return module;
  } catch (const c10::Error&) {
    const auto beginning = beginning_of(file, kTellingBytes);
    throw Error(display(file) + ": is no TorchScript file" +
                (beginning ? " but " + describe_content(beginning->bytes) : "") +
                ": scripts/make_features.py makes one");
  }
}

class ScriptFeatures : public FeatureSpace {
 public:
  explicit ScriptFeatures(const fs::path& file)
      : file_(file), id_(hash_text(hash_bytes(kHashStart, read_file(file)))), module_(load(file)) {
    const auto method = module_.find_method("forward");
    if (!method) throw Error(display(file_) + ": has no forward(images)");
    const auto& arguments = method->function().getSchema().arguments();
    asks_for_features_ = std::any_of(arguments.begin(), arguments.end(), [](const auto& argument) {
      return argument.name() == "return_features";
    });
    name_ = display(file.filename());
    if (module_.hasattr("leakygan_name") && module_.attr("leakygan_name").isString()) {
      name_ = display(module_.attr("leakygan_name").toStringRef());
    }
    dimension_ = features(at::zeros({2, 3, 32, 32}, at::kByte)).size(1);
  }

  at::Tensor features(const at::Tensor& images) const override {
    const torch::NoGradGuard no_grad;
    const at::Tensor features = forward(images);
    const bool is_matrix = features.dim() == 2 && features.size(0) == images.size(0) &&
                           features.size(1) > 0 && features.is_floating_point();
    if (!is_matrix) {
      throw Error(display(file_) + ": gives something else than features [N, D] for images " +
                  "[N, 3, H, W]");
    }
    if (!at::isfinite(features).all().item<bool>()) {
      throw Error(display(file_) + ": gives features that are not finite");
    }
    return features.to(at::kFloat);
  }

  std::string name() const override {
    return name_ + " (" + std::to_string(dimension_) + " features, file " + id_ + ")";
  }
  std::string id() const override { return "file-" + id_; }
  std::string frechet_name() const override { return is_inception() ? "FID" : "FD"; }
  std::string kernel_name() const override { return is_inception() ? "KID" : "KD"; }

 private:
  bool is_inception() const { return asks_for_features_ && dimension_ == kInceptionFeatures; }

  at::Tensor forward(const at::Tensor& images) const {
    std::unordered_map<std::string, c10::IValue> named;
    if (asks_for_features_) named.emplace("return_features", true);
    try {
      auto module = module_;  // a handle: calling one is not const
      const c10::IValue result = module.get_method("forward")({images}, named);
      return result.isTensor() ? result.toTensor() : at::Tensor(at::empty({0}));
    } catch (const c10::Error& error) {
      throw Error(display(file_) +
                  ": forward failed: " + last_line(error.what_without_backtrace()));
    } catch (const std::exception& error) {
      throw Error(display(file_) + ": forward failed: " + last_line(error.what()));
    }
  }

  fs::path file_;
  std::string id_;
  torch::jit::Module module_;
  bool asks_for_features_ = false;
  std::string name_;
  std::int64_t dimension_ = 0;
};

}  // namespace

std::unique_ptr<FeatureSpace> script_features(const fs::path& file) {
  return std::make_unique<ScriptFeatures>(file);
}

}  // namespace leakygan
