#!/usr/bin/env python3
"""Writes what scipy says of the statistics: tests/statistics/files/reference.json.

What scipy does not have (Holm's correction, two one-sided tests) is computed from its definition.

    python tests/statistics/make_reference.py
    (numpy 2.4.6, scipy 1.17.1)
"""

import json
import pathlib

import numpy as np
from scipy import stats

# Differences of a study, and cases at the edge of what a test can meet.
DIFFERENCES = {
    "five": [-1.2, 0.4, -2.5, -0.3, -1.9],
    "eight": [3.1, 2.2, 4.8, 3.9, 2.7, 5.1, 3.3, 4.0],
    "two": [0.3, 0.5],
    "two_opposite": [-1.0, 1.5],
    "huge_t": [1.0, 1.0000001, 0.9999999, 1.0, 1.00000005, 0.99999995],
    "tiny": [1e-150, 3e-150, -2e-150, 4e-150],
    "large": [1e150, 3e150, -2e150, 4e150],
    "offset": [1e9 + 1, 1e9 + 2, 1e9 + 4],
    "tied": [1.0, 1.0, -1.0, 2.0, 2.0, -2.0, 3.0],
    "with_zeros": [0.0, 0.0, 1.5, -0.5, 2.5, 3.0, 0.0, 1.0],
    "rounded": [0.3 - 0.1, 0.2, 0.7 - 0.5, -0.2, 0.4, 0.1 + 0.3],
    "twelve": list(np.round(np.random.default_rng(1).normal(0.6, 1, 12), 4)),
    "sixteen": list(np.round(np.random.default_rng(2).normal(0.4, 1, 16), 4)),
    "forty": list(np.round(np.random.default_rng(3).normal(0.3, 1, 40), 4)),
}
MARGINS = [0, 0.5, 2, 1e6]


def equivalence(values, margin):
    low = stats.ttest_1samp(values, -margin, alternative="greater").pvalue
    high = stats.ttest_1samp(values, margin, alternative="less").pvalue
    return max(low, high)


def sign_flip(values):
    """Exact up to 16 values; above, so many signs that the error is below 0.001."""
    exact = len(values) <= 16
    return stats.permutation_test(
        (np.array(values),),
        np.mean,
        permutation_type="samples",
        n_resamples=np.inf if exact else 400000,
        rng=np.random.default_rng(4),
    ).pvalue


def signed_ranks(values):
    values = np.array([value for value in values if value != 0])
    # scipy calls sizes tied only when they are the same number.
    sizes = [float(f"{abs(value):.9g}") for value in values]
    return np.sign(values) * stats.rankdata(sizes)


def of_differences(values):
    t = stats.ttest_1samp(values, 0)
    interval = t.confidence_interval(1 - 0.05 / 4)
    return {
        "values": values,
        "mean": np.mean(values),
        "standard_deviation": np.std(values, ddof=1),
        "t": t.statistic,
        "p": t.pvalue,
        "interval": [interval.low, interval.high],
        "equivalence": [[margin, equivalence(values, margin)] for margin in MARGINS],
        "sign_flip": sign_flip(values),
    }


def ranked(values):
    ranks = signed_ranks(values)
    infinite = {np.inf: "inf", -np.inf: "-inf"}
    return {
        "values": [infinite.get(value, value) for value in values],
        "n": len(ranks),
        "sum": np.sum(ranks),
        "p": sign_flip(ranks),
    }


def holm(p):
    order = np.argsort(p, kind="stable")
    raised = np.maximum.accumulate(np.sort(p) * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, raised)
    return {"p": p, "adjusted": list(adjusted)}


def wilson(successes, count, confidence):
    interval = stats.binomtest(successes, count).proportion_ci(confidence, method="wilson")
    return [successes, count, confidence, interval.low, interval.high]


def power(n, effect, level):
    critical = stats.t.isf(level / 2, n - 1)
    shift = effect * np.sqrt(n)
    # scipy's lower tail is not a number where it is 0.
    low = np.nan_to_num(stats.nct.cdf(-critical, n - 1, shift))
    return stats.nct.sf(critical, n - 1, shift) + low


def pairs_for(effect, level):
    return next((n for n in range(2, 1001) if power(n, effect, level) >= 0.8), None)


def plain(value):
    return value.item() if isinstance(value, np.generic) else value


def main():
    infinity = np.inf
    failures = [
        [infinity, -1.0, 2.0, 0.5, -0.25],
        [infinity, infinity, -infinity, 1.0, 0.0, 3.0, -2.0, 1.5],
        [infinity] * 8,
        [infinity, 0.0, 0.0, -1.0],
    ]
    rank_cases = [v for name, v in DIFFERENCES.items() if name != "forty"] + failures
    result = {
        "differences": {name: of_differences(v) for name, v in DIFFERENCES.items()},
        "ranked": [ranked(values) for values in rank_cases],
        "holm": [
            holm([0.01, 0.04, 0.03, 0.005]),
            holm([0.02, 0.02, 0.02]),
            holm([0.9, 0.6, 1.0, 1e-300]),
            holm([0.05]),
            holm([0.0, 0.0, 0.5]),
            holm([0.012, 0.013, 0.2, 0.051, 0.0127]),
        ],
        "wilson": [
            wilson(*case)
            for case in [(0, 8, 0.95), (8, 8, 0.95), (3, 8, 0.95), (1, 1, 0.95), (0, 1, 0.99)]
            + [(17, 1000, 0.9), (500000, 1000000, 0.999)]
        ],
        "power": [
            [n, effect, level, power(n, effect, level)]
            for n in [2, 3, 8, 12, 100]
            for effect in [0, 0.1, 1, 3]
            for level in [0.05, 0.05 / 4, 0.05 / 45]
        ],
        "pairs": [
            [effect, level, pairs_for(effect, level)]
            for effect in [0.05, 0.1, 0.5, 1, 2, 20]
            for level in [0.05, 0.05 / 4]
        ],
    }
    path = pathlib.Path(__file__).parent / "files" / "reference.json"
    path.write_text(json.dumps(result, default=plain, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
