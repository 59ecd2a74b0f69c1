#include "ui/lessons/filter/filter_questions.h"

#include "ui/tr.h"

#include <QRegularExpression>

namespace ui {
namespace {

// Names as people type them: "sobel-x", "Sobel X".
QString plainName(const QString& name) {
    return QString(name).remove(QRegularExpression("[^A-Za-z0-9]")).toLower();
}

const cnn::NamedKernel* kernelCalled(const QString& typed) {
    const QString name = plainName(typed);
    if (name.isEmpty()) return nullptr;
    for (const auto& k : cnn::kernelLibrary())
        if (plainName(QString::fromStdString(k.id)) == name || plainName(QString::fromStdString(k.name)) == name)
            return &k;
    return nullptr;
}

// Its name or its cells.
Question kernelQuestion(const FilterScene& scene) {
    Question q = gridQuestion("kernel", tr("The kernel"),
                              tr("Which kernel made the right picture? Type its name or its cells."), scene.kernel, {});
    const auto* known = scene.known();
    q.why = known ? QString::fromStdString(known->does) : tr("It is a kernel of your own.");
    if (known) q.truth = QString::fromStdString(known->name) + ": " + q.truth;
    q.judge = [cells = q.judge, kernel = scene.kernel](const QString& typed) -> std::optional<bool> {
        if (const auto* named = kernelCalled(typed)) return named->values == kernel;
        return cells(typed);
    };
    return q;
}

} // namespace

std::vector<Question> filterQuestions(const FilterShot& s) {
    const FilterPicture p = s.with(nullptr);
    const cnn::WrittenSum sum = p.sum();
    return {numberQuestion("pixel", tr("This pixel"),
                           tr("What is the output at row %1, column %2?").arg(s.probe.y() + 1).arg(s.probe.x() + 1),
                           sum.result.rounded(2).value(), QString::fromStdString(sum.line())),
            kernelQuestion(s.scene)};
}

} // namespace ui
