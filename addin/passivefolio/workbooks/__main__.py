"""Build all templates into workbook_templates/; ``make templates`` runs this."""

from passivefolio.workbooks.templates import TEMPLATES, build_template, built_templates

if __name__ == "__main__":
    for template in TEMPLATES:
        path = built_templates() / f"{template.name}.xlsx"
        build_template(template.name, path)
        print(path)
