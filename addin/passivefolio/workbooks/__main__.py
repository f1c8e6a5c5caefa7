"""Build all templates into workbook_templates/; ``make templates`` runs this."""

from passivefolio.workbooks.templates import (
    SUFFIXES,
    TEMPLATES,
    build_template,
    built_templates,
)

if __name__ == "__main__":
    for template in TEMPLATES:
        for suffix in SUFFIXES:
            path = built_templates() / f"{template.name}{suffix}"
            build_template(template.name, path)
            print(path)
