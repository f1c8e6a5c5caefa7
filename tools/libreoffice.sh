#!/bin/sh
# Install LibreOffice with its Python, poppler and a virtual screen, for the tests and pictures,
# where that is possible without asking.
ready() {
    command -v soffice >/dev/null && command -v pdftoppm >/dev/null &&
        command -v Xvfb >/dev/null && command -v xdotool >/dev/null &&
        command -v openbox >/dev/null &&
        /usr/bin/python3 -c "import uno" 2>/dev/null
}
ready && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing LibreOffice, the oracle of the tests ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends \
        libreoffice-calc python3-uno fonts-liberation poppler-utils \
        xvfb xdotool openbox imagemagick >/dev/null && exit 0
fi
if [ "$PASSIVEFOLIO_NO_SKIPS" = 1 ]; then
    echo "LibreOffice, poppler or a virtual screen is missing and cannot be installed here" >&2
    exit 1
fi
echo "LibreOffice, poppler or a virtual screen is missing: tests that need it are skipped"
