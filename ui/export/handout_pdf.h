// A handout on paper: one of the formats of handout_format.h.
#pragma once

#include "ui/export/handout.h"

#include <QByteArray>

namespace ui {

QByteArray handoutPdf(const Handout& handout, const HandoutProgress& progress);

} // namespace ui
