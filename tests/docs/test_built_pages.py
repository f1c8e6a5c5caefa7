"""The pages as a browser gets them: every link leads somewhere, nothing comes from elsewhere."""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pages
import pytest

ELSEWHERE = re.compile(r"([a-z]+:)?//|mailto:|data:")
LOADING = {"script", "img", "link", "iframe", "source"}


@dataclass
class Page(HTMLParser):
    """What can be linked to on a page, and where it leads: the element and its address."""

    places: set[str] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("id"):
            self.places.add(given["id"])
        self.links += [(tag, given[name]) for name in ("href", "src") if given.get(name)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """All pages, by file."""
    folder = tmp_path_factory.mktemp("pages")
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-E", "-W", pages.ROOT / "docs", folder],
        check=True,
        timeout=300,
    )
    found = {}
    for file in folder.resolve().rglob("*.html"):
        found[file] = Page()
        found[file].feed(file.read_text(encoding="utf-8"))
    assert len(found) > 20
    return found


def within(built):
    """The links from page to page: from where, to which file, to which place on it."""
    for file, page in built.items():
        for _, link in page.links:
            if not ELSEWHERE.match(link):
                address, place = urldefrag(link)
                target = unquote(address.partition("?")[0])
                yield file, (file.parent / target).resolve() if target else file, place


def test_every_link_leads_to_a_page_and_a_place_on_it(built):
    broken = [
        f"{file.name}: {target.name}#{place}"
        for file, target, place in within(built)
        if not target.exists() or (place and target in built and place not in built[target].places)
    ]
    assert not broken, "\n".join(broken)


def test_every_page_is_linked_from_another(built):
    assert {target for file, target, _ in within(built) if target != file} >= set(built)


def test_nothing_is_loaded_from_elsewhere(built):
    loaded = [
        (file.name, link)
        for file, page in built.items()
        for tag, link in page.links
        if tag in LOADING and ELSEWHERE.match(link) and not link.startswith("data:")
    ]
    assert not loaded
    [folder] = {file.parent for file in built if file.name == "story.html"}
    for style in folder.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", text), style.name


def test_the_links_of_the_readme_lead_to_files():
    readme = pages.ROOT / "README.md"
    links = re.findall(r"\]\(([^)#]+)", readme.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not Path(readme.parent / link).exists()] == []
