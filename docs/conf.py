"""How Sphinx builds the documentation; nothing is loaded from elsewhere."""

import sys
from pathlib import Path

from passivefolio.version import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "passivefolio"
copyright = "the passivefolio authors"
release = version = __version__
extensions = ["myst_parser", "percents", "reference"]
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_ext", "reference/_*"]
html_theme = "furo"
html_title = "passivefolio"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
html_copy_source = False
html_use_index = False
nitpicky = True
