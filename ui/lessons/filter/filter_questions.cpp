#include "ui/lessons/filter/filter_questions.h"

#include "ui/tr.h"

#include <QRegularExpression>
#include <algorithm>

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

// Of the lesson's kernels this one and some others, in their order; nullopt: it is none of them.
std::optional<Question> whichKernel(const FilterScene& scene) {
    constexpr int most = 4;
    const int right = scene.stop(), all = static_cast<int>(scene.gallery.size());
    if (right < 0 || all < 2) return std::nullopt;
    const int count = std::min(most, all), first = std::clamp(right - 1, 0, all - count);
    QStringList names;
    for (int i = first; i < first + count; ++i)
        names << QString::fromStdString(cnn::findKernel(scene.gallery[i].toStdString())->name);
    Question q = optionQuestion("which", tr("Which kernel"), tr("Which kernel made the right picture?"), names,
                                right - first, QString::fromStdString(scene.known()->does));
    q.covers = "kernel";
    return q;
}

} // namespace

std::vector<Question> filterQuestions(const FilterShot& s) {
    const FilterPicture p = s.with(nullptr);
    const cnn::WrittenSum sum = p.sum();
    std::vector<Question> all{
        numberQuestion("pixel", tr("This pixel"),
                       tr("What is the output at row %1, column %2?").arg(s.probe.y() + 1).arg(s.probe.x() + 1),
                       sum.result.rounded(2).value(), QString::fromStdString(sum.line())),
        kernelQuestion(s.scene)};
    if (auto which = whichKernel(s.scene)) all.push_back(*std::move(which));
    return all;
}

} // namespace ui
