#!/usr/bin/env python3
"""Looks at report.html pages in headless Chromium, as a reader would.

    python3 -m venv VENV && VENV/bin/pip install playwright     # and Debian's package chromium
    VENV/bin/python scripts/check_pages.py FOLDER... [--pictures DIR]

Each FOLDER is that of a run or of a study with a report.html. The page must open from file://
without a message on the console and without asking for anything else; fit 400 and 1400 pixels, dark
and light; work from the keyboard; print; be under 3 MB; and every number in its tables and on its
first screen must be in the CSV and JSON files beside it. With --pictures screenshots and the
printed page are kept.
"""

import argparse
import bisect
import csv
import json
import pathlib
import re
import shutil
import sys

from playwright.sync_api import sync_playwright

MOST_BYTES = 3_000_000
WIDTHS = (400, 1400)
NUMBER = re.compile(r"(?<![\w.#-])[+-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")
# What the program turns into other units, and dates of papers.
OTHER_UNITS = re.compile(
    r"\d[\d,.]*\s*(?:h|min|s|KiB|MiB|GiB|bytes)\b(?:\s+\d+\s*(?:min|s)\b)*|\b(?:18|19|20)\d\d\)")


class Faults(list):
    def check(self, ok, text):
        if not ok:
            self.append(text)


def numbers_in(value):
    """All numbers of a JSON value, those in its texts too."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        yield float(value)
    elif isinstance(value, str):
        for word in NUMBER.findall(value):
            yield float(word.replace(",", ""))
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from numbers_in(key)
            yield from numbers_in(member)
    else:
        for member in value:
            yield from numbers_in(member)


def numbers_of(folder):
    """All numbers of the files beside a page, in order."""
    pool = set()
    for path in folder.iterdir():
        if path.suffix == ".json":
            pool.update(numbers_in(json.loads(path.read_text())))
        elif path.suffix == ".jsonl":
            for line in path.read_text().splitlines():
                pool.update(numbers_in(json.loads(line)))
        elif path.suffix == ".yaml":
            pool.update(numbers_in(path.read_text()))
        elif path.suffix == ".csv":
            with path.open(newline="") as file:
                pool.update(numbers_in(list(csv.reader(file))))
    return sorted(pool)


def is_among(word, pool):
    """Whether some number of the pool, or a hundredth of it, is written so."""
    shown = abs(float(word.replace(",", "")))
    digits = re.sub(r"e.*", "", word)
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    exponent = int(word.split("e")[1]) if "e" in word else 0
    step = 10.0 ** (exponent - decimals)
    # Of "12,300" only three digits are meant.
    whole = digits.replace(",", "").lstrip("+-").split(".")[0]
    if decimals == 0 and exponent == 0 and len(whole) > 3:
        step = 10.0 ** (len(whole) - 3)
    for scale in (1, 100):
        for sign in (1, -1):
            low = sign * shown / scale - 0.51 * step / scale
            place = bisect.bisect_left(pool, low)
            if place < len(pool) and pool[place] <= low + 1.02 * step / scale:
                return True
    return False


def check_numbers(page, folder, faults):
    pool = numbers_of(folder)
    texts = page.eval_on_selector_all(
        "td, .facts dd, .answer, .claims li li", "all => all.map(x => x.textContent)")
    seen = 0
    for text in texts:
        for word in NUMBER.findall(OTHER_UNITS.sub(" ", text)):
            seen += 1
            faults.check(is_among(word, pool), f"{word} of '{text[:90]}' is in no CSV or JSON file")
    faults.check(seen > 0, "there is no number on the page")
    return seen


def check_structure(page, faults):
    without = page.eval_on_selector_all("img", "all => all.filter(x => !x.alt).length")
    faults.check(without == 0, f"{without} pictures say not what they show")
    unnamed = page.eval_on_selector_all(
        "figure > svg", "all => all.filter(x => !x.getAttribute('aria-label')).length")
    faults.check(unnamed == 0, f"{unnamed} charts have no name")
    bare = page.eval_on_selector_all(
        "figure > svg", "all => all.filter(x => !x.parentElement.querySelector('table')"
        " && !x.closest('section').querySelector('table')).length")
    faults.check(bare == 0, f"{bare} charts have no table")
    levels = page.eval_on_selector_all("h1, h2, h3", "all => all.map(x => Number(x.tagName[1]))")
    jumps = [pair for pair in zip(levels, levels[1:]) if pair[1] > pair[0] + 1]
    faults.check(levels[:1] == [1] and not jumps, f"headings are out of order: {levels}")
    dead = page.eval_on_selector_all(
        "a[href^='#']", "all => all.filter(x => !document.getElementById(x.hash.slice(1))).length")
    faults.check(dead == 0, f"{dead} links lead nowhere")
    twice = page.evaluate(
        "() => { const all = [...document.querySelectorAll('[id]')].map(x => x.id);"
        " return all.filter((x, i) => all.indexOf(x) !== i); }")
    faults.check(not twice, f"ids come twice: {twice}")


def check_keyboard(page, faults):
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.className")
    faults.check(first == "skip", "the first Tab does not lead to the contents")
    for key in page.query_selector_all("button.key")[:1]:
        key.focus()
        page.keyboard.press("Enter")
        faults.check(key.get_attribute("aria-pressed") == "true", "a key cannot be pressed")
        dim = page.eval_on_selector_all(".dim", "all => all.length")
        faults.check(dim > 0, "a pressed key lets nothing stand out")
        page.keyboard.press("Enter")
        dim = page.eval_on_selector_all(".dim", "all => all.length")
        faults.check(dim == 0, "a key that is pressed again leaves something dim")
    for folded in page.query_selector_all("details > summary")[:1]:
        folded.focus()
        page.keyboard.press("Enter")
        opened = folded.evaluate("x => x.parentElement.open")
        faults.check(opened, "a table cannot be opened from the keyboard")
        page.keyboard.press("Enter")
    for slider in page.query_selector_all(".timeline input"):
        shown = "[...document.querySelectorAll('.timeline [data-step]')].filter(x => !x.hidden)"
        slider.focus()
        page.keyboard.press("Home")
        steps = page.evaluate(f"() => {shown}.map(x => x.dataset.step)")
        first = page.eval_on_selector_all(".timeline [data-step]", "all => all[0].dataset.step")
        faults.check(steps == [first], f"the slider's first picture is {steps}, not {first}")
        output = page.inner_text(".timeline output")
        faults.check(output == first, f"the slider says {output}, not {first}")


def check_widths(browser, url, faults, out):
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(url)
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            faults.check(wide <= width, f"at {width} pixels the page is {wide} wide")
            if out:
                page.screenshot(path=out / f"{width}-{scheme}.png", full_page=True)
            context.close()


def check_print(page, faults, out):
    pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "14mm"))
    faults.check(pdf.startswith(b"%PDF") and len(pdf) > 10_000, "it cannot be printed")
    if out:
        (out / "printed.pdf").write_bytes(pdf)


def check_page(browser, folder, out):
    faults = Faults()
    path = (folder / "report.html").resolve()
    size = path.stat().st_size
    faults.check(size < MOST_BYTES, f"the page has {size:,} bytes")
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    url = path.as_uri()
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("request", lambda request: faults.check(
        request.url == url or request.url.startswith("data:"), f"asks for {request.url[:200]}"))
    page.goto(url)
    check_structure(page, faults)
    seen = check_numbers(page, folder, faults)
    check_keyboard(page, faults)
    check_print(page, faults, out)
    context.close()
    check_widths(browser, url, faults, out)
    print(f"{folder}: {size:,} bytes, {seen} numbers, {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    return not faults


def main():
    parser = argparse.ArgumentParser(description="Looks at report.html pages in Chromium.")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path, help="keep screenshots there")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("error: chromium is missing: install the package chromium")
    good = True
    with sync_playwright() as playwright:
        # Containers seldom allow Chromium's own sandbox; the pages are ours.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for folder in options.folders:
            out = options.pictures / folder.resolve().name if options.pictures else None
            if out:
                out.mkdir(parents=True, exist_ok=True)
            good = check_page(browser, folder, out) and good
        browser.close()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
