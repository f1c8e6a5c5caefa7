"""The catalogue as one page for a browser, complete in itself: no other file, no network."""

from html import escape
from itertools import groupby
from typing import Any

from passivefolio.catalogue.about import FUNCTIONS
from passivefolio.catalogue.conventions import CONVENTIONS
from passivefolio.catalogue.model import Example, Function, default_text
from passivefolio.version import __version__

STYLE = """
body { font: 15px/1.5 Arial, sans-serif; color: #22303c; max-width: 60rem; margin: 2rem auto;
       padding: 0 1rem; }
h1 { color: #1f3a5f; } h2 { color: #1f3a5f; margin-top: 3rem;
     border-bottom: 1px solid #1f3a5f; }
article { border-bottom: 1px solid #c9d3dd; padding: .5rem 0 1rem; }
h3 { font: bold 15px Consolas, Menlo, monospace; margin: 1rem 0 .3rem;
     scroll-margin-top: 4rem; }
p { white-space: pre-line; margin: .4rem 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1rem;
     margin: .5rem 0; }
dt, code { font-family: Consolas, Menlo, monospace; font-size: 14px; } dd { margin: 0; }
code { background: #eef3f8; padding: 0 .25rem; overflow-wrap: anywhere; }
small { color: #5b6670; }
input { font: inherit; width: 100%; padding: .5rem; box-sizing: border-box; position: sticky;
        top: .5rem; border: 1px solid #8a94a0; }
nav a { margin-right: 1rem; white-space: nowrap; } [hidden] { display: none; }
"""
SEARCH = """
const field = document.querySelector("input");
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\\s+/);
  for (const section of document.querySelectorAll("section")) {
    let found = 0;
    for (const article of section.querySelectorAll("article")) {
      const text = article.textContent.toLowerCase();
      article.hidden = !words.every(word => text.includes(word));
      found += !article.hidden;
    }
    section.hidden = found === 0;
  }
});
"""


def page() -> str:
    """The HTML of the page."""
    groups = [
        (name, list(functions))
        for name, functions in groupby(FUNCTIONS, key=lambda function: function.category)
    ]
    links = " ".join(f'<a href="#{_anchor(name)}">{escape(name)}</a>' for name, _ in groups)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>Functions of passivefolio</title><style>{STYLE}</style></head><body>"
        f"<h1>Functions of passivefolio {__version__}</h1><nav>{links} "
        '<a href="#conventions">Conventions</a></nav>'
        f'<p><input placeholder="Search the {len(FUNCTIONS)} functions" autofocus></p>'
        f"{''.join(_group(name, functions) for name, functions in groups)}{_conventions()}"
        f"<script>{SEARCH}</script></body></html>\n"
    )


def _anchor(category: str) -> str:
    return category.lower().replace(" ", "-")


def _group(name: str, functions: list[Function]) -> str:
    articles = "".join(map(_article, functions))
    return f'<section id="{_anchor(name)}"><h2>{escape(name)}</h2>{articles}</section>'


def _article(function: Function) -> str:
    arguments = "".join(
        f"<dt>{escape(arg.name)}</dt><dd>{escape(arg.doc)}{_default(arg)}</dd>"
        for arg in function.args
    )
    differs = f"<p><b>Elsewhere:</b> {escape(function.differs)}</p>" if function.differs else ""
    return (
        f'<article id="{function.name}"><h3>{escape(function.signature)}</h3>'
        f"<p>{escape(function.doc)}</p>{f'<dl>{arguments}</dl>' if arguments else ''}{differs}"
        f"{''.join(_example(function, example) for example in function.examples)}</article>"
    )


def _default(arg: Any) -> str:
    if arg.required:
        return ""
    return f" <small>{escape(default_text(arg) or 'none')} when left out.</small>"


def _example(function: Function, example: Example) -> str:
    return (
        f"<p><code>{escape(example.formula(function.name))}</code> gives "
        f"{escape(_answer(example.result))} <small>({escape(example.source)})</small></p>"
    )


def _answer(result: Any) -> str:
    match result:
        case tuple():
            return "; ".join(map(_answer, result))
        case bool():
            return str(result).upper()
        case float():
            return f"{result:.10g}"
    return str(result)


def _conventions() -> str:
    rules = "".join(
        f"<dt>{escape(topic)}</dt><dd>{escape(rule)}</dd>" for topic, rule in CONVENTIONS
    )
    return f'<h2 id="conventions">Conventions</h2><dl>{rules}</dl>'
