// FilterPage: the same numbers elsewhere. Exported figures and grids, code, and questions about what is shown.
#include "core/base/error.h"
#include "core/tensor/tensor_text.h"
#include "ui/lessons/filter/filter_figure.h"
#include "ui/lessons/filter/filter_page.h"
#include "ui/view/figure_view.h"

#include <QRegularExpression>
#include <algorithm>

namespace ui {
namespace {

constexpr int around = 4; // pixels on each side of the probed one that code() computes too

// The outputs around a pixel, as far as the picture goes.
struct Neighbourhood {
    QRect outputs;
    cnn::Tensor patch; // the picture's values they are made from, those beyond the border included
    cnn::Tensor result;
};

Neighbourhood neighbourhood(const FilterShot& shot) {
    const cnn::Shape& size = shot.picture->shape();
    const cnn::Shape& k = shot.scene.kernel.shape();
    const QRect outputs =
        QRect(shot.probe, QSize(1, 1)).adjusted(-around, -around, around, around) & QRect(0, 0, size.w, size.h);
    Neighbourhood n{outputs, {}, {}};
    n.patch = cnn::patchOf(*shot.picture, shot.scene.probed(), outputs.top() - cnn::anchorOf(k.h),
                           outputs.left() - cnn::anchorOf(k.w), outputs.height() + k.h - 1, outputs.width() + k.w - 1,
                           shot.scene.border);
    cnn::WindowTask task{cnn::WindowOperation::Convolution, n.patch, shot.scene.kernel, 0, {}};
    task.window.y.kernel = k.h;
    task.window.x.kernel = k.w;
    n.result = cnn::WindowWalk::make(task).orThrow().output();
    return n;
}

// "[[1, 2],\n     [3, 4]]" with rows under each other.
QString nested(const cnn::Tensor& grid, const QString& indent) {
    QStringList rows;
    for (int y = 0; y < grid.shape().h; ++y) {
        QStringList row;
        for (int x = 0; x < grid.shape().w; ++x) row << QString::fromStdString(cnn::shortest(grid.at(0, y, x)));
        rows << "[" + row.join(", ") + "]";
    }
    return "[" + rows.join(",\n" + indent) + "]";
}

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
    Question q = gridQuestion("kernel", FilterPage::tr("The kernel"),
                              FilterPage::tr("Which kernel made the right picture? Type its name or its cells."),
                              scene.kernel, {});
    const auto* known = scene.known();
    q.why = known ? QString::fromStdString(known->does) : FilterPage::tr("It is a kernel of your own.");
    if (known) q.truth = QString::fromStdString(known->name) + ": " + q.truth;
    q.judge = [cells = q.judge, kernel = scene.kernel](const QString& typed) -> std::optional<bool> {
        if (const auto* named = kernelCalled(typed)) return named->values == kernel;
        return cells(typed);
    };
    return q;
}

} // namespace

Reel FilterPage::reel() const {
    if (!m_picture) return {};
    FilterShot base = shot();
    base.probe = m_probe;
    base.hover.reset();
    base.selected.reset();
    const bool gallery = base.scene.stop() >= 0;
    return {gallery ? static_cast<int>(base.scene.gallery.size()) : 1,
            [base, gallery](int index, QSizeF size, const Style& style) {
                FilterShot s = base;
                if (gallery) s.scene.kernel = cnn::findKernel(s.scene.gallery[index].toStdString())->values;
                cnn::Tensor scratch;
                const FilterResult result = runFilter(s.job(), scratch);
                return std::make_unique<FilterFigure>(s.with(&result), size, style);
            }};
}

int FilterPage::reelIndex() const {
    return std::max(0, m_lab.scene().stop());
}

std::vector<NamedNumbers> FilterPage::numbers() const {
    if (!m_picture) return {};
    FilterShot s = shot();
    s.probe = m_probe;
    std::vector<NamedNumbers> all;
    all.push_back(
        {tr("output around row %1, column %2").arg(m_probe.y() + 1).arg(m_probe.x() + 1), neighbourhood(s).result});
    all.push_back({tr("filtered picture"), filterPicture(*m_picture, s.scene.kernel, s.scene.border)});
    all.push_back({tr("picture"), *m_picture});
    all.push_back({tr("kernel"), s.scene.kernel});
    return all;
}

QString FilterPage::code(CodeDialect dialect) const {
    if (!m_picture) return {};
    FilterShot s = shot();
    s.probe = m_probe;
    const Neighbourhood n = neighbourhood(s);
    const bool torch = dialect == CodeDialect::PyTorch;
    const QString make = torch ? "torch.tensor(%1, dtype=torch.float32)" : "np.array(%1, dtype=np.float32)";
    const QString indent(torch ? 18 : 14, ' ');
    const FilterPicture p = s.with(nullptr);
    QStringList lines;
    lines << (torch ? "import torch\nimport torch.nn.functional as F" : "import numpy as np") << "";
    lines << QString("# %1%2: all that rows %3 to %4, columns %5 to %6 of the output need")
                 .arg(p.source, p.channel.isEmpty() ? "" : ", " + p.channel)
                 .arg(n.outputs.top() + 1)
                 .arg(n.outputs.bottom() + 1)
                 .arg(n.outputs.left() + 1)
                 .arg(n.outputs.right() + 1);
    lines << "x = " + make.arg(nested(n.patch, indent));
    lines << "# " + p.kernelName;
    lines << "k = " + make.arg(nested(s.scene.kernel, indent));
    lines << (torch ? "y = F.conv2d(x[None, None], k[None, None])[0, 0]"
                    : "windows = np.lib.stride_tricks.sliding_window_view(x, k.shape)\n"
                      "y = np.einsum(\"ijkl,kl->ij\", windows, k)");
    lines << "print(y)";
    return lines.join('\n') + '\n';
}

std::vector<Question> FilterPage::questions() const {
    if (!m_picture) return {};
    FilterShot s = shot();
    s.probe = m_probe;
    const FilterPicture p = s.with(nullptr);
    const cnn::WrittenSum sum = p.sum();
    return {numberQuestion("pixel", tr("This pixel"),
                           tr("What is the output at row %1, column %2?").arg(m_probe.y() + 1).arg(m_probe.x() + 1),
                           sum.result.rounded(2).value(), QString::fromStdString(sum.line())),
            kernelQuestion(s.scene)};
}

void FilterPage::cover(const QString& id) {
    m_covered = id;
    m_inspector->hideKernel(id == "kernel");
    m_view->refresh();
}

} // namespace ui
