"""The HTML report in a browser: filters, keys, names, contrast, and silence of console and network.

They need Chromium and its driver (Debian: `apt-get install chromium chromium-driver`) and are skipped where
those are missing.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from test_text_formats import report

from mtlint import Config, Linter
from mtlint.readers import read_bytes
from mtlint.reporters import Display

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER),
    reason="there is no Chromium with chromedriver: the HTML report is not looked at",
)

SEEDS = Path(__file__).parents[2] / "seeds"

OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

NAME = "<img src=x onerror=taken=1> [a](javascript:taken=1) & ::error::.txt"
TEXT = (
    "The the <script>taken=1</script><img src=x onerror=taken=1> band.\n"
    "\u202eThe the txt.exe\u202c [click](javascript:taken=1) \x1b[2J ::error::owned\n"
) + " ".join(f"Ship {number} sailed." for number in range(55_000))  # a line of a megabyte


@pytest.fixture(scope="module")
def reports() -> dict[str, str]:
    """The seeds, a text that would like to be markup, and a record, as JSON and as HTML."""
    config = Config(text_field="text")
    linter = Linter(config)
    record = json.dumps({"id": "<b>7</b>", "text": "It was the the end."})
    files = {file.name: file.read_bytes() for file in sorted(SEEDS.iterdir())}
    files |= {NAME: TEXT.encode(), "records.jsonl": record.encode()}
    read = [one for name, raw in files.items() for one in read_bytes(raw, name, config=config).documents]
    results = linter.lint(read)
    display = Display(rules={rule.code: rule for rule in linter.rules})
    return {name: report(name, results, display) for name in ("json", "html")}


@pytest.fixture(scope="module")
def data(reports: dict[str, str]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(reports["json"])
    return loaded


@pytest.fixture(scope="module")
def address(reports: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(reports["html"], "utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    profile = tmp_path_factory.mktemp("profile")
    for argument in (*OPTIONS.split(), f"--user-data-dir={profile}", "--window-size=1400,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def page(chromium: webdriver.Chrome, address: str) -> webdriver.Chrome:
    """The report, just opened."""
    emulate(chromium, "light")
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.get("about:blank")
    chromium.get(address)
    return chromium


def emulate(page: webdriver.Chrome, scheme: str, media: str = "") -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def one(page: webdriver.Chrome, selector: str) -> WebElement:
    return page.find_element(By.CSS_SELECTOR, selector)


def count(page: webdriver.Chrome, selector: str) -> int:
    """How many elements of a selector are not hidden, in panels that are not hidden either."""
    script = "return [...document.querySelectorAll(arguments[0])].filter(e => !e.closest('[hidden]')).length"
    number: int = page.execute_script(script, selector)
    return number


def choose(page: webdriver.Chrome, name: str, value: str) -> None:
    """Set a filter as its user does, and wait until it is applied."""
    script = """
        const [name, value] = arguments;
        const element = document.querySelector(`#filters [name=${name}]`);
        element.value = value;
        element.dispatchEvent(new Event("input", {bubbles: true}));
    """
    page.execute_script(script, name, value)
    settle(page)


def settle(page: webdriver.Chrome) -> None:
    page.execute_async_script("setTimeout(arguments[0], 120)")


def log(page: webdriver.Chrome, sort: str) -> list[dict[str, Any]]:
    """What a log of the browser holds since it was asked last."""
    entries: list[dict[str, Any]] = page.get_log(sort)  # type: ignore[no-untyped-call]
    return entries


def errors(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [finding for finding in data["findings"] if finding["severity"] != "neutral"]


def test_numbers_agree_with_the_json(page: webdriver.Chrome, data: dict[str, Any]) -> None:
    summary = data["summary"]
    for severity, number in summary["counts"].items():
        assert one(page, f"#total-{severity}").text == f"{number:,}"
        assert len(page.find_elements(By.CSS_SELECTOR, f".finding[data-severity={severity}]")) == number
    assert one(page, "#total-words").text == f"{summary['words']:,}"
    assert one(page, "#total-documents").text == f"{summary['documents']:,}"
    assert one(page, "#total-penalty").text == f"{summary['penalty']:,.1f}"
    columns = page.find_elements(By.CSS_SELECTOR, ".histogram .count")
    assert sum(int(column.text) for column in columns) == summary["documents"]
    rules = Counter(finding["code"] for finding in errors(data))
    script = """return [...document.querySelectorAll("[data-filter]:not([data-neutral])")].map(
        button => [button.dataset.filter, Number(button.textContent.replace(",", ""))])"""
    shown = {code: number for code, number in page.execute_script(script) if len(code) > 3}
    assert shown == rules


def test_filters_show_what_they_say(page: webdriver.Chrome, data: dict[str, Any]) -> None:
    found = data["findings"]
    assert count(page, ".finding") == len(errors(data))
    status = f"Showing {len(errors(data))} of {len(found)} findings in 4 documents."
    assert one(page, "#status").text == status

    one(page, "#filters [value=neutral]").click()
    settle(page)
    assert count(page, ".finding") == len(found)
    one(page, "#filters [value=minor]").click()
    settle(page)
    assert count(page, ".finding") == sum(finding["severity"] != "minor" for finding in found)
    assert count(page, "mark.minor") == 0

    choose(page, "rule", "MRK101")
    assert count(page, ".finding") == sum(finding["code"] == "MRK101" for finding in found)
    choose(page, "rule", "LIN")
    lin = [one for one in found if one["code"].startswith("LIN") and one["severity"] != "minor"]
    assert count(page, ".finding") == len(lin)
    choose(page, "search", "no such words")
    assert one(page, "#nothing").is_displayed()
    assert count(page, ".panel") == 0

    one(page, "#filters [type=reset]").click()
    settle(page)
    assert one(page, "#status").text == status
    choose(page, "file", "d1")
    assert count(page, ".panel") == 1
    choose(page, "file", "")
    choose(page, "search", "Is REPEATED;")
    assert count(page, ".finding") == sum("is repeated;" in one["message"] for one in errors(data)) > 0
    choose(page, "search", "records.jsonl")
    assert count(page, ".panel") == count(page, ".finding") == 1


def test_a_bar_of_a_chart_filters_by_its_rule(page: webdriver.Chrome, data: dict[str, Any]) -> None:
    one(page, "button[data-filter=STY][data-neutral]").click()
    style = sum(finding["code"].startswith("STY") for finding in data["findings"])
    assert count(page, ".finding") == style > 0


def test_keys_lead_from_finding_to_finding_and_to_the_rule(page: webdriver.Chrome) -> None:
    body = one(page, "body")
    body.send_keys("j")
    first = one(page, ".finding[aria-current]").get_attribute("id")
    assert page.switch_to.active_element.get_attribute("id") == first
    page.switch_to.active_element.send_keys("j")
    assert one(page, ".finding[aria-current]").get_attribute("id") != first
    page.switch_to.active_element.send_keys("k")
    assert one(page, ".finding[aria-current]").get_attribute("id") == first
    assert page.find_elements(By.CSS_SELECTOR, "mark.current")

    page.switch_to.active_element.send_keys("e")
    rule = one(page, ".finding[aria-current] .rule").get_attribute("textContent")
    assert one(page, "#explain-title").text == rule
    assert "Examples" in one(page, "#explain").text
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not one(page, "#explain").is_displayed()
    assert page.switch_to.active_element.get_attribute("id") == first

    page.switch_to.active_element.send_keys("/")
    assert page.switch_to.active_element.get_attribute("name") == "search"
    page.switch_to.active_element.send_keys("jjj")
    assert one(page, "[name=search]").get_property("value") == "jjj"


def test_single_keys_can_be_switched_off(page: webdriver.Chrome) -> None:
    one(page, "#show-keys").click()
    one(page, "#use-keys").click()
    one(page, "#keys [data-close]").click()
    one(page, "body").send_keys("j")
    assert not page.find_elements(By.CSS_SELECTOR, ".finding[aria-current]")


def test_marks_numbers_and_places_lead_to_each_other(page: webdriver.Chrome) -> None:
    page.execute_script("document.querySelector('#d2').open = true")
    mark = one(page, "#d2 mark.major")
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.click()
    number = str(mark.get_attribute("data-f")).split()[-1]
    current = one(page, ".finding[aria-current]")
    assert current.get_attribute("id") == f"d2-f{number}"
    current.find_element(By.CSS_SELECTOR, ".place").click()
    assert "current" in str(mark.get_attribute("class"))
    in_view = "const r = arguments[0].getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight"
    assert page.execute_script(in_view, mark)


def test_a_rule_is_one_click_away(page: webdriver.Chrome) -> None:
    one(page, ".chart a[href='#rule-MRK101']").click()
    assert one(page, "#explain-title").text == "MRK101 empty-caption"
    one(page, "#explain [data-close]").click()
    one(page, "#d1 .finding:not([hidden]) .rule").click()
    assert one(page, "#explain").is_displayed()


def test_hostile_text_does_nothing(page: webdriver.Chrome) -> None:
    script = "return [typeof taken, document.images.length, document.title, location.protocol]"
    kind, images, title, protocol = page.execute_script(script)
    assert (kind, images, protocol) == ("undefined", 0, "file:")
    assert title.startswith("mtlint: ")
    names = [
        name.get_attribute("textContent") for name in page.find_elements(By.CSS_SELECTOR, ".panel h3 bdi")
    ]
    assert NAME in names
    script = """
        for (const number of document.querySelectorAll(".ref")) number.remove();
        return [...document.querySelectorAll(".line")].map(line => line.textContent);
    """
    lines = page.execute_script(script)
    assert any("<script>taken=1</script><img src=x onerror=taken=1>" in line for line in lines)
    assert not any("\u202e" in line or "\x1b" in line for line in lines)


def test_console_and_network_are_silent(page: webdriver.Chrome, address: str) -> None:
    log(page, "browser")
    log(page, "performance")
    page.get(address)
    one(page, "body").send_keys("j", "e", Keys.ESCAPE, "o", "?")
    assert log(page, "browser") == []
    events = [json.loads(entry["message"])["message"] for entry in log(page, "performance")]
    sent = {one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"}
    assert {url.partition("#")[0] for url in sent} == {address}


CONTRAST = """
    const channel = (value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const ground = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const colour = numbers(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || colour[3] === 1) return colour;
      }
      return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
    };
    const low = [];
    let seen = 0;
    for (const element of document.querySelectorAll("body *")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!own || !element.checkVisibility() || element.matches("script, style, noscript *")) continue;
      seen += 1;
      const pair = [luminance(numbers(getComputedStyle(element).color)), luminance(ground(element))];
      const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
      if (ratio < 4.5) low.push([element.tagName, element.className, ratio.toFixed(2)].join(" "));
    }
    return [seen, [...new Set(low)]];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_both_schemes(page: webdriver.Chrome, scheme: str) -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3) for every text, from the colours that the browser has computed."""
    emulate(page, scheme)
    page.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
    one(page, "#filters [value=neutral]").click()
    one(page, ".chart a[href='#rule-MRK101']").click()
    settle(page)
    seen, low = page.execute_script(CONTRAST)
    assert seen > 500
    assert low == []
    dark = (
        page.execute_script("return getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    )
    assert dark == (scheme == "dark")


NAMED = {
    "button",
    "checkbox",
    "combobox",
    "dialog",
    "heading",
    "link",
    "region",
    "search",
    "searchbox",
    "table",
}


def test_everything_to_use_has_a_name(page: webdriver.Chrome) -> None:
    """As assistive technology is told: the tree of DevTools."""
    nodes = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles: Counter[str] = Counter()
    for node in nodes:
        role = node.get("role", {}).get("value", "")
        if role in NAMED and not node.get("ignored"):
            roles[role] += 1
            assert node.get("name", {}).get("value", "").strip(), node
    assert roles.keys() >= NAMED - {"dialog"}
    assert page.execute_script("return document.documentElement.lang") == "en"


def test_it_fits_a_narrow_screen(page: webdriver.Chrome) -> None:
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.execute_script("for (const one of document.querySelectorAll('.panel')) one.open = true")
    assert page.execute_script("return document.documentElement.scrollWidth") <= 400


def test_on_paper_all_panels_are_open_and_filters_are_gone(page: webdriver.Chrome) -> None:
    opened = "return [...document.querySelectorAll('.panel')].filter(one => one.open).length"
    before = page.execute_script(opened)
    emulate(page, "dark", "print")
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert page.execute_script(opened) == 4 > before
    assert not one(page, "#filters").is_displayed()
    assert (
        page.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    page.execute_script("dispatchEvent(new Event('afterprint'))")
    assert page.execute_script(opened) == before
