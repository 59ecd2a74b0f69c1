#include "ui/lessons/filter/filter_inspector.h"

#include "core/tensor/decimal.h"

namespace ui {
namespace {

// "The weights add to 1: plain areas keep their brightness."
QString weightsSentence(const cnn::Tensor& kernel) {
    double sum = 0;
    bool any = false;
    for (const float w : kernel.values()) {
        sum += static_cast<double>(w);
        any = any || w != 0;
    }
    const cnn::Decimal rounded = cnn::Decimal::rounded(sum, 5); // what is left of nine times 1/9 is not said
    const QString total = QString::fromStdString(rounded.text());
    if (!any) return FilterInspector::tr("All weights are 0: so is the picture.");
    if (rounded == cnn::Decimal(0, 0)) return FilterInspector::tr("The weights add to 0: plain areas become 0.");
    if (rounded == cnn::Decimal(1, 0))
        return FilterInspector::tr("The weights add to 1: plain areas keep their brightness.");
    return FilterInspector::tr("The weights add to %1: plain areas are multiplied by that.").arg(total);
}

int kernelIndex(const FilterScene& scene) {
    const auto all = cnn::kernelLibrary();
    const auto* known = scene.known();
    return known ? static_cast<int>(known - all.data()) : static_cast<int>(all.size());
}

} // namespace

FilterInspector::FilterInspector(FilterLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_does(paragraph()), m_weights(paragraph()),
      m_hint(paragraph()), m_kernels(new DropDown), m_open(new QPushButton(tr("Open a photo…"))),
      m_clear(new QPushButton(tr("Clear the drawing"))) {
    addKernels();
    addSettings();
    addSection(tr("This kernel"), m_does);
    m_weights->setObjectName("quiet");
    m_hint->setObjectName("quiet");
    add(m_weights);
    add(m_hint);
    add(m_open);
    add(m_clear);
    connect(m_open, &QPushButton::clicked, this, &FilterInspector::photoWanted);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        FilterScene next = m_lab.scene();
        next.drawing = FilterDrawing::blank();
        m_lab.edit(tr("Clear the drawing"), next);
    });
    connect(&m_lab, &FilterLab::changed, this, &FilterInspector::refreshAll);
}

void FilterInspector::addKernels() {
    for (const auto& named : cnn::kernelLibrary()) m_kernels->addItem(QString::fromStdString(named.name));
    m_kernels->addItem(tr("your own"));
    m_kernels->setMaxVisibleItems(24);
    m_kernels->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kernels->setMinimumContentsLength(15);
    m_kernels->setPlaceholderText("?");
    connect(m_kernels, &QComboBox::activated, this, [this](int index) {
        emit refused({});
        const auto all = cnn::kernelLibrary();
        if (index >= static_cast<int>(all.size())) {
            refreshAll(); // it is your own once a cell is changed
            emit ownKernelWanted();
            return;
        }
        FilterScene next = m_lab.scene();
        next.kernel = all[static_cast<std::size_t>(index)].values;
        m_lab.edit(tr("Use %1").arg(m_kernels->itemText(index)), next);
    });
    addSetting("kernel", tr("Kernel"), m_kernels, [this] {
        m_kernels->setCurrentIndex(m_hidden ? -1 : kernelIndex(m_lab.scene()));
        return true;
    });
}

// The picture's source is no plain setting: a photo must be opened first.
void FilterInspector::addSources() {
    auto* sources = new Segmented(tr("Picture"), {tr("card"), tr("photo"), tr("drawing")});
    connect(sources, &Segmented::changed, this, [this, sources](int v) {
        emit refused({});
        FilterScene next = m_lab.scene();
        next.source = static_cast<PictureSource>(v);
        if (next.source == PictureSource::Photo && !next.photo) {
            sources->setCurrent(static_cast<int>(m_lab.scene().source));
            emit photoWanted();
            return;
        }
        m_lab.edit(tr("Change picture"), next);
    });
    addSetting("picture", tr("Picture"), sources, [this, sources] {
        sources->setCurrent(static_cast<int>(m_lab.scene().source));
        return true;
    });
}

void FilterInspector::addSettings() {
    using S = FilterScene;
    const auto notDrawn = [](const S& s) { return s.source != PictureSource::Drawing; };
    m_settings.list(
        "show", tr("Shown as"),
        {tr("cut at 0 and 255"), tr("0 is mid grey"), tr("without the sign"), tr("its own range"),
         tr("signed colours")},
        [](const S& s) { return static_cast<int>(s.show); }, [](S& s, int v) { s.show = static_cast<cnn::ShowAs>(v); });
    addSources();
    m_settings.choice(
        "colour", tr("Filter in"), {tr("grey"), tr("colour")}, [](const S& s) { return s.colour ? 1 : 0; },
        [](S& s, int v) { s.colour = v == 1; }, notDrawn);
    m_settings.choice(
        "channel", tr("Sum of"), {tr("red"), tr("green"), tr("blue")}, [](const S& s) { return s.channel; },
        [](S& s, int v) { s.channel = v; }, [notDrawn](const S& s) { return s.colour && notDrawn(s); });
    m_settings.choice(
        "original", tr("Right side"), {tr("output"), tr("input")}, [](const S& s) { return s.original ? 1 : 0; },
        [](S& s, int v) { s.original = v == 1; });
    m_settings.whole(
        "size", tr("Kernel size"), 1, S::largestKernel, [](const S& s) { return s.kernel.shape().h; },
        [](S& s, int v) { s.resizeKernel(v, v); }, [](const S& s) { return s.kernel.shape().w; }, true);
    m_settings.whole(
        "rows", tr("Kernel rows"), 1, S::largestKernel, [](const S& s) { return s.kernel.shape().h; },
        [](S& s, int v) { s.resizeKernel(v, s.kernel.shape().w); });
    m_settings.whole(
        "columns", tr("Kernel columns"), 1, S::largestKernel, [](const S& s) { return s.kernel.shape().w; },
        [](S& s, int v) { s.resizeKernel(s.kernel.shape().h, v); });
    m_settings.list(
        "border", tr("Border"), {tr("zeros"), tr("replicate"), tr("reflect"), tr("circular")},
        [](const S& s) { return static_cast<int>(s.border); },
        [](S& s, int v) { s.border = static_cast<cnn::PadMode>(v); });
}

void FilterInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    refreshAll();
}

void FilterInspector::hideKernel(bool hide) {
    m_hidden = hide;
    refreshAll();
}

void FilterInspector::refreshAll() {
    refresh();
    setAsOpened(m_lab.asOpened());
    const FilterScene& s = m_lab.scene();
    const auto* known = s.known();
    m_does->setText(m_hidden ? tr("The kernel is covered.")
                    : known  ? QString::fromStdString(known->does)
                             : tr("A kernel of your own: change a cell and see what it does."));
    m_weights->setText(m_hidden ? QString() : weightsSentence(s.kernel));
    const bool drawn = s.source == PictureSource::Drawing;
    m_hint->setText(tr("Draw on the left picture; the right mouse button erases."));
    m_hint->setVisible(drawn);
    m_clear->setVisible(drawn);
    m_open->setVisible(s.source == PictureSource::Photo);
}

} // namespace ui
