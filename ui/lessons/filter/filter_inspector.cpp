#include "ui/lessons/filter/filter_inspector.h"

#include "core/tensor/decimal.h"
#include "ui/figure/kernel_look.h"
#include "ui/pages/picture_setting.h"

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
      m_clear(new QPushButton(tr("Clear the drawing"))), m_camera(new QPushButton) {
    m_settings.add(filterSettings(),
                   {{"kernel", [this](const auto& row) { addKernels(row); }},
                    {"picture", [this](const auto& row) {
                         addPictureSetting(
                             *this, m_lab, row,
                             [](const FilterScene& s) { return s.source == PictureSource::Photo && !s.photo; },
                             [this] { emit photoWanted(false); },
                             {[this] { return m_camera->isChecked(); }, [this] { emit cameraWanted(false); }});
                     }}});
    addSection(tr("This kernel"), m_does);
    m_weights->setObjectName("quiet");
    m_hint->setObjectName("quiet");
    add(m_weights);
    add(m_hint);
    add(m_open);
    add(m_clear);
    connect(m_open, &QPushButton::clicked, this, [this] { emit photoWanted(true); });
    add(m_camera);
    m_camera->setAccessibleName(tr("Camera"));
    m_camera->setCheckable(true);
    connect(m_camera, &QPushButton::clicked, this, [this](bool on) {
        m_camera->setChecked(!on); // until it is
        emit cameraWanted(on);
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        FilterScene next = m_lab.scene();
        next.drawing = FilterDrawing::blank();
        m_lab.edit(tr("Clear the drawing"), next);
    });
    connect(&m_lab, &FilterLab::changed, this, &FilterInspector::refreshAll);
}

void FilterInspector::addKernels(const Setting<FilterScene>& row) {
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
    addSetting(row.id, row.label, m_kernels, [this] {
        m_kernels->setCurrentIndex(m_hidden ? -1 : kernelIndex(m_lab.scene()));
        return true;
    });
}

void FilterInspector::setStyle(const Style& style) {
    SettingsPanel::setStyle(style);
    refreshAll();
}

void FilterInspector::hideKernel(bool hide) {
    m_hidden = hide;
    refreshAll();
}

void FilterInspector::showCamera(bool on) {
    m_camera->setChecked(on);
    refreshAll();
}

void FilterInspector::refreshAll() {
    refresh();
    setAsOpened(m_lab.asOpened());
    const FilterScene& s = m_lab.scene();
    const auto* known = s.known();
    const QString does =
        known ? QString::fromStdString(known->does) : tr("A kernel of your own: change a cell and see what it does.");
    m_does->setText(m_hidden ? tr("The kernel is covered.") : does + ' ' + kernelLooksAt(m_lab.scene().kernel));
    m_weights->setText(m_hidden ? QString() : weightsSentence(s.kernel));
    const bool drawn = s.source == PictureSource::Drawing;
    const bool live = m_camera->isChecked();
    m_hint->setText(live ? tr("As the camera sees it, not mirrored. Space keeps the picture.")
                         : tr("Draw on the left picture; the right mouse button erases."));
    m_hint->setVisible(drawn || live);
    m_clear->setVisible(drawn && !live);
    m_open->setVisible(s.source == PictureSource::Photo && !live);
    m_camera->setText(live ? tr("● Camera: turn it off") : tr("Use the camera"));
}

} // namespace ui
