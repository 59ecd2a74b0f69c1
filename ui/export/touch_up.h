// What Qt's writers of PDF and SVG leave to be mended.
#pragma once

#include <QByteArray>

namespace ui {

// The same drawing makes the same bytes, so there is no date; text that is copied out has spaces, not tabs.
QByteArray touchedUpPdf(QByteArray pdf);
// Text names fonts that other machines have, and keeps its width where they stand in.
QByteArray touchedUpSvg(const QByteArray& svg);

} // namespace ui
