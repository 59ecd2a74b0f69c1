#include "ui/lessons/stamp/stamp_questions.h"

#include "ui/lessons/stamp/stamp_words.h"
#include "ui/tr.h"

namespace ui {
namespace {

QString sizeReason(const StampPicture& p) {
    const auto& [y, x] = p.task.window;
    const cnn::Shape &in = p.task.input.shape(), &k = p.task.kernel.shape();
    return ui::tr("Rows: %1; columns: %2")
        .arg(stampSizeLine(QString::number(in.h), y, p.task.rowsAdded, QString::number(k.h), QString::number(p.rows())),
             stampSizeLine(QString::number(in.w), x, p.task.columnsAdded, QString::number(k.w),
                           QString::number(p.columns())));
}

} // namespace

std::vector<Question> stampQuestions(const StampPicture& p) {
    if (!p.walk) return {};
    std::vector<Question> all;
    if (const cnn::Place at = p.busiest(); at.y >= 0) {
        const QString ask = p.last() ? ui::tr("What stands in row %1, column %2 of the output?")
                                     : ui::tr("What stands in row %1, column %2 of the output so far?");
        const Question cell =
            numberQuestion("cell", ui::tr("A cell"), ask.arg(at.y + 1).arg(at.x + 1),
                           static_cast<double>(p.meeting(at.y, at.x).result), meetingLine(p, at.y, at.x));
        // At the end it asks for the whole sum, which no single product makes.
        all.push_back(p.last() ? cell : withStep(cell));
    }
    all.push_back(sizeQuestion("size", ui::tr("Output size"), ui::tr("How many rows and columns has the output?"),
                               p.rows(), p.columns(), sizeReason(p)));
    all.push_back(withStep(gridQuestion(
        "map", ui::tr("Whole map"), ui::tr("Which numbers stand in the %1 × %2 output?").arg(p.rows()).arg(p.columns()),
        p.walk->output(), ui::tr("Every input value adds its multiple of the kernel."))));
    return all;
}

} // namespace ui
