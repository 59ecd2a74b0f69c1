// Worksheets: questions on A4, and behind all of them the solutions, a page or more a sheet.
#pragma once

#include "core/quiz/quiz.h"

#include <QByteArray>
#include <functional>
#include <stop_token>
#include <vector>

namespace ui {

struct WorksheetBook {
    std::vector<std::vector<cnn::QuizQuestion>> sheets;
    QString origin; // at the foot of every page: how the same sheets are made again
};

// A PDF, the same bytes for the same book. Throws cnn::Error(Interrupted) when it was stopped.
QByteArray worksheetPdf(const WorksheetBook& book, const std::stop_token& stop = {},
                        const std::function<void(double)>& progress = {});

} // namespace ui
