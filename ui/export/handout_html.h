// A handout as one page for a browser, with everything inside; printed it is a scene a sheet. One of the formats of
// handout_format.h. Needs no other file, and is well-formed XML.
#pragma once

#include "ui/export/handout.h"

#include <QByteArray>

namespace ui {

QByteArray handoutHtml(const Handout& handout, const HandoutProgress& progress);

} // namespace ui
