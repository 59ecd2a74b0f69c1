#include "ui/shell/picture_dialog.h"

#include "ui/export/film_strip.h"
#include "ui/figure/number_text.h"
#include "ui/sentence.h"
#include "ui/shell/dialog_words.h"
#include "ui/view/controls.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double inchCentimetres = 2.54, unitsAnInch = 96, narrowest = 1, widest = 200;
constexpr int leastDpi = 30, mostDpi = 2400;
constexpr int usualDpis[] = {96, 150, 192, 300, 600};
constexpr QSize previewRoom(380, 270);

// The usual ones by the buttons, any by typing.
Stepper::Rules dpiRules() {
    const auto next = [](double value, int by) -> double {
        if (by > 0)
            for (const int dpi : usualDpis)
                if (dpi > value) return dpi;
        if (by < 0)
            for (int i = static_cast<int>(std::size(usualDpis)) - 1; i >= 0; --i)
                if (usualDpis[i] < value) return usualDpis[i];
        return value;
    };
    return {[](double value) { return QString::number(value); },
            [](const QString& typed) -> std::optional<double> {
                bool ok = false;
                const int value = typed.toInt(&ok);
                return ok && value >= leastDpi && value <= mostDpi ? std::optional<double>(value) : std::nullopt;
            },
            next};
}

double naturalWidth(QSizeF figure) {
    return figure.width() / unitsAnInch * inchCentimetres;
}

// As the file will look, on squares where there is no ground.
QPixmap previewOf(const Figure& figure, const Style& style, double ratio) {
    const QSizeF size = figure.size().scaled(previewRoom, Qt::KeepAspectRatio);
    QPixmap pixmap((size * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    const Palette& c = style.colors();
    pixmap.fill(c.surface);
    QPainter painter(&pixmap);
    constexpr int square = 8;
    if (c.window.alpha() < 255)
        for (int y = 0; y < size.height(); y += square)
            for (int x = y / square % 2 * square; x < size.width(); x += 2 * square)
                painter.fillRect(x, y, square, square, c.sunken);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.scale(size.width() / figure.size().width(), size.height() / figure.size().height());
    figure.paint(painter, style);
    return pixmap;
}

} // namespace

PictureChoice PictureChoice::remembered() {
    const QSettings settings;
    PictureChoice wish;
    const QString suffix = settings.value("picture/format", wish.suffix).toString();
    if (std::ranges::find(exportFormats(), suffix, &ExportFormat::suffix) != exportFormats().end())
        wish.suffix = suffix;
    const double wide = settings.value("picture/centimetres", 0).toDouble();
    if (wide >= narrowest && wide <= widest) wish.centimetres = wide;
    const double dpi = settings.value("picture/dpi", wish.dpi).toDouble();
    if (dpi >= leastDpi && dpi <= mostDpi) wish.dpi = dpi;
    wish.transparent = settings.value("picture/transparent", false).toBool();
    return wish;
}

void PictureChoice::remember() const {
    QSettings settings;
    settings.setValue("picture/format", suffix);
    settings.setValue("picture/centimetres", centimetres);
    settings.setValue("picture/dpi", dpi);
    settings.setValue("picture/transparent", transparent);
}

PictureScale PictureChoice::scaleFor(QSizeF figure) const {
    const double perInch = centimetres > 0 ? figure.width() / centimetres * inchCentimetres : unitsAnInch;
    return {dpi / perInch, perInch};
}

PictureDialog::PictureDialog(const PictureChoice& wish, const Reel& reel, int index, const Style& style,
                             QWidget* parent)
    : QDialog(parent), m_reel(reel), m_style(style), m_one(reel.figure(index, reel.size, style)), m_figure(m_one),
      m_format(new DropDown), m_steps(new Segmented(tr("Steps"), {tr("this one"), tr("several")})),
      m_from(Stepper::whole(tr("From step"), 1, reel.count)), m_to(Stepper::whole(tr("To step"), 1, reel.count)),
      m_width(Stepper::fraction(tr("Centimetres wide"), narrowest, widest, 1)),
      m_dpi(new Stepper(tr("Pixels an inch (dpi)"), dpiRules())), m_clear(new QCheckBox(tr("Transparent ground"))),
      m_preview(new QLabel), m_words(dialogWords("quiet")), m_trouble(dialogWords("unreadable")) {
    setWindowTitle(tr("Export picture"));
    build(wish, index);
    connect(m_format, &QComboBox::currentIndexChanged, this, &PictureDialog::offer);
    connect(m_steps, &Segmented::changed, this, &PictureDialog::change);
    connect(m_clear, &QCheckBox::toggled, this, &PictureDialog::offer);
    for (Stepper* stepper : {m_width, m_dpi}) connect(stepper, &Stepper::changed, this, &PictureDialog::offer);
    for (Stepper* stepper : {m_from, m_to}) connect(stepper, &Stepper::changed, this, &PictureDialog::change);
    change();
    if (wish.centimetres > 0) m_width->setValue(wish.centimetres);
    offer();
}

void PictureDialog::build(const PictureChoice& wish, int index) {
    const auto formats = exportFormats();
    for (const ExportFormat& format : formats)
        m_format->addItem(tr(qPrintable(format.label)) + " (." + format.suffix + ")");
    m_format->setCurrentIndex(
        static_cast<int>(std::ranges::find(formats, wish.suffix, &ExportFormat::suffix) - formats.begin()));
    constexpr int usualStrip = 6; // steps
    m_from->setValue(std::clamp(index + 1, 1, std::max(1, m_reel.count - usualStrip + 1)));
    m_to->setValue(std::min(m_reel.count, static_cast<int>(m_from->value()) + usualStrip - 1));
    m_width->setValue(std::round(10 * naturalWidth(m_one->size())) / 10);
    m_dpi->setValue(wish.dpi);
    m_clear->setChecked(wish.transparent);
    m_preview->setFixedSize(previewRoom);
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setAccessibleName(tr("Preview"));
    m_trouble->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(10);
    column->addWidget(m_preview, 0, Qt::AlignHCenter);
    column->addWidget(settingRow(tr("As"), m_format));
    QWidget* steps = settingRow(tr("Steps"), m_steps);
    steps->setVisible(m_reel.count > 1);
    column->addWidget(steps);
    m_range = pairRow(tr("From step"), m_from, tr("to step"), m_to);
    column->addWidget(m_range);
    column->addWidget(settingRow(tr("Centimetres wide"), m_width));
    m_dpiRow = settingRow(tr("Pixels an inch (dpi)"), m_dpi);
    column->addWidget(m_dpiRow);
    for (QWidget* part : std::initializer_list<QWidget*>{m_clear, m_words, m_trouble}) column->addWidget(part);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    for (auto* button : buttons->buttons()) // Enter ends what is typed
        qobject_cast<QPushButton*>(button)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

PictureChoice PictureDialog::wish() const {
    PictureChoice wish;
    wish.suffix = format().suffix;
    const double natural = naturalWidth(m_figure->size());
    wish.centimetres = std::abs(m_width->value() - natural) < 0.06 ? 0 : m_width->value();
    wish.dpi = m_dpi->value();
    wish.transparent = m_clear->isChecked();
    return wish;
}

const ExportFormat& PictureDialog::format() const {
    return exportFormats()[static_cast<std::size_t>(std::max(0, m_format->currentIndex()))];
}

Style PictureDialog::style() const {
    Style style = m_style;
    if (m_clear->isChecked()) style.theme = clear(style.theme);
    return style;
}

void PictureDialog::change() {
    const bool natural = m_figure && std::abs(m_width->value() - naturalWidth(m_figure->size())) < 0.06;
    m_range->setVisible(m_steps->current() == 1);
    m_trouble->hide();
    try {
        m_figure = m_steps->current() == 0
                       ? m_one
                       : stripOf(m_reel, static_cast<int>(m_from->value()), static_cast<int>(m_to->value()), m_style);
        if (natural) m_width->setValue(std::min(widest, std::round(10 * naturalWidth(m_figure->size())) / 10));
        m_export->setEnabled(true);
    } catch (const cnn::Error& e) {
        m_trouble->setText(sentenceOf(e));
        m_trouble->show();
        m_export->setEnabled(false);
    }
    offer();
}

void PictureDialog::offer() {
    m_dpiRow->setVisible(format().hasPixels);
    m_preview->setPixmap(previewOf(*m_figure, style(), devicePixelRatioF()));
    m_words->setText(sizeWords());
    measure();
}

QString PictureDialog::sizeWords() const {
    const PictureScale scale = wish().scaleFor(m_figure->size());
    const QSizeF paper = m_figure->size() / scale.unitsPerInch * inchCentimetres;
    const QString on = tr("%1 × %2 cm").arg(fixed(paper.width(), 1), fixed(paper.height(), 1));
    if (!format().hasPixels) return tr("%1, sharp in any size").arg(on);
    const QSize pixels = pixelsOf(m_figure->size(), scale);
    return tr("%1 × %2 pixels, %3 at %4 dpi").arg(pixels.width()).arg(pixels.height()).arg(on).arg(m_dpi->value());
}

// Written once for its length; a large picture takes a moment, and the newest wish is what counts.
void PictureDialog::measure() {
    const auto write = format().write;
    m_measuring.start(tr("picture"), [this, write, figure = m_figure, style = style(), words = sizeWords(),
                                      scale = wish().scaleFor(m_figure->size())](const auto&, const auto&) {
        const qint64 bytes = write(*figure, style, scale).size();
        return Background::Then([this, bytes, words] { m_words->setText(words + ", " + bytesText(bytes)); });
    });
}

} // namespace ui
