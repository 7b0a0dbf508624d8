#include <nlohmann/json.hpp>

#include "evaluation/evaluate.h"
#include "report/png.h"

namespace leakygan {

void write_evaluation(const Evaluation& evaluation) {
  if (evaluation.out.empty()) return;
  make_folder(evaluation.out);
  if (evaluation.memorization) {
    for (const auto& [name, picture] : evaluation.memorization->pictures) {
      write_file_atomic(evaluation.out / name, encode_png(picture.pixels, picture.shape));
    }
  }
  write_file_atomic(evaluation.out / "evaluation.json", evaluation_json(evaluation).dump(2) + "\n");
}

}  // namespace leakygan
