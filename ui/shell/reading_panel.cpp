#include "ui/shell/reading_panel.h"

#include "core/tensor/number_text.h"
#include "ui/media/image_io.h"
#include "ui/view/settings_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr QSize previewSize(148, 104);
constexpr int mostMixed = 7; // colours there are for channels
constexpr double farthest = 1e12;
constexpr std::array rules{cnn::RangeRule::MinMax, cnn::RangeRule::Percentiles, cnn::RangeRule::ByType,
                           cnn::RangeRule::Typed};

QString limitText(double value) {
    return QString::fromStdString(cnn::shortest(static_cast<float>(value)));
}

// A round number, some fifty of which lead from the least to the largest value.
double stepWithin(const cnn::DisplayRange& values) {
    const double extent = std::max(static_cast<double>(values.high) - static_cast<double>(values.low), 1e-9);
    return std::pow(10, std::floor(std::log10(extent / 20)));
}

} // namespace

ReadingPanel::ReadingPanel()
    : m_preview(new QLabel), m_title(heading({})), m_facts(paragraph()),
      m_pages(new Segmented(tr("Pages"), {tr("one"), tr("largest of all")})), m_channel(new DropDown),
      m_range(new DropDown) {
    setObjectName("readingPanel");
    setAttribute(Qt::WA_StyledBackground);
    makeControls();
    layOut();
    hide();
}

void ReadingPanel::makeControls() {
    Stepper::Rules pages;
    pages.text = [](double v) { return QString::number(v); };
    pages.read = [this](const QString& typed) -> std::optional<double> {
        bool ok = false;
        const int page = typed.trimmed().toInt(&ok);
        return ok && page >= 1 && page <= m_picture->found.pages ? std::optional<double>(page) : std::nullopt;
    };
    pages.step = [this](double v, int by) {
        return std::clamp(v + by, 1.0, m_picture ? static_cast<double>(m_picture->found.pages) : 1.0);
    };
    m_page = new Stepper(tr("Page"), std::move(pages));
    m_black = valueStepper(tr("Black"), &cnn::DisplayRange::low);
    m_white = valueStepper(tr("White"), &cnn::DisplayRange::high);
    m_preview->setAccessibleName(tr("The picture as it is read"));
    m_preview->setAlignment(Qt::AlignCenter);
    m_channel->setAccessibleName(tr("Channel"));
    m_range->setAccessibleName(tr("Black to white"));
    m_range->addItems(
        {tr("least to largest"), tr("without 0.35 % at each end"), tr("all that the type holds"), tr("typed")});
    connect(m_page, &Stepper::changed, this,
            [this](double page) { change([page](PictureWish& wish) { wish.page = static_cast<int>(page) - 1; }); });
    connect(m_page, &Stepper::refused, this, &ReadingPanel::refused);
    connect(m_pages, &Segmented::changed, this,
            [this](int all) { change([all](PictureWish& wish) { wish.page = all == 1 ? PictureWish::maximum : 0; }); });
    connect(m_channel, &DropDown::activated, this, [this](int index) {
        const QVariant chosen = m_channel->itemData(index);
        change([chosen](PictureWish& wish) {
            wish.channel = chosen.isValid() ? std::optional(chosen.toInt()) : std::nullopt;
        });
    });
    connect(m_range, &DropDown::activated, this, &ReadingPanel::chooseRange);
}

Stepper* ReadingPanel::valueStepper(const QString& name, float cnn::DisplayRange::*end) {
    Stepper::Rules rules;
    rules.text = limitText;
    rules.read = [](QString typed) -> std::optional<double> {
        bool ok = false;
        const double v = typed.trimmed().replace(',', '.').replace(u'\u2212', '-').toDouble(&ok);
        return ok && std::abs(v) <= farthest ? std::optional(v) : std::nullopt;
    };
    rules.step = [this](double v, int by) {
        const double step = m_picture ? stepWithin(m_picture->found.values) : 1;
        return std::clamp(step * (std::round(v / step) + by), -farthest, farthest);
    };
    auto* stepper = new Stepper(name, std::move(rules));
    connect(stepper, &Stepper::changed, this, [this, end](double value) { type(end, value); });
    connect(stepper, &Stepper::refused, this, &ReadingPanel::refused);
    return stepper;
}

void ReadingPanel::layOut() {
    m_pagesRow = settingRow(tr("Pages"), m_pages);
    m_pageRow = settingRow(tr("Page"), m_page);
    m_channelRow = settingRow(tr("Channel"), m_channel);
    m_rangeRow = settingRow(tr("Black to white"), m_range);
    m_blackRow = settingRow(tr("Black"), m_black);
    m_whiteRow = settingRow(tr("White"), m_white);
    const auto line = [](std::initializer_list<QWidget*> rows) {
        auto* box = new QHBoxLayout;
        box->setSpacing(18);
        for (QWidget* row : rows) box->addWidget(row);
        box->addStretch(1);
        return box;
    };
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &ReadingPanel::leave);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(close);
    column->addLayout(top);
    column->addWidget(m_facts);
    column->addLayout(line({m_pagesRow, m_pageRow, m_channelRow}));
    column->addLayout(line({m_rangeRow, m_blackRow, m_whiteRow}));
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(16, 8, 8, 8);
    across->setSpacing(16);
    across->addWidget(m_preview);
    across->addLayout(column, 1);
}

void ReadingPanel::open(const SharedPicture& picture) {
    show();
    showPicture(picture);
    for (QWidget* control : std::initializer_list<QWidget*>{m_page, m_channel, m_range})
        if (control->isVisibleTo(this)) return control->setFocus();
}

void ReadingPanel::showPicture(const SharedPicture& picture) {
    m_picture = picture;
    if (!picture || !picture->isRead() || !picture->found.hasChoices()) return leave();
    m_wish = picture->wish;
    const PictureFound& found = picture->found;
    const double dense = devicePixelRatioF();
    QPixmap preview = QPixmap::fromImage(reduced(picture->image, previewSize * dense));
    preview.setDevicePixelRatio(dense);
    m_preview->setPixmap(preview);
    m_title->setText(tr("How %1 is read").arg(picture->name));
    QStringList facts;
    if (found.ranged)
        facts << tr("Values found: %1 to %2; its type holds %3 to %4.")
                     .arg(limitText(found.values.low), limitText(found.values.high), limitText(found.byType.low),
                          limitText(found.byType.high));
    m_facts->setText((facts << picture->note).join(' '));
    const bool all = m_wish.page == PictureWish::maximum;
    m_pagesRow->setVisible(found.pages > 1);
    m_pages->setCurrent(all ? 1 : 0);
    m_pageRow->setVisible(found.pages > 1 && !all);
    m_page->setValue(std::max(m_wish.page, 0) + 1);
    showChannels();
    showRange();
}

void ReadingPanel::showChannels() {
    const int channels = m_picture->found.channels;
    m_channelRow->setVisible(channels > 1);
    m_channel->clear();
    m_channel->addItem(tr("as the file shows them"));
    for (int c = 0; c < channels; ++c) m_channel->addItem(tr("%1 of %2").arg(c + 1).arg(channels), c);
    if (channels <= mostMixed) m_channel->addItem(tr("mixed"), PictureWish::mixed);
    const auto& chosen = m_wish.channel;
    m_channel->setCurrentIndex(chosen ? m_channel->findData(*chosen) : 0);
}

void ReadingPanel::showRange() {
    const cnn::RangeWish& range = m_wish.range;
    const cnn::RangeRule rule = range.rule.value_or(m_picture->found.usual);
    const bool typed = rule == cnn::RangeRule::Typed;
    m_rangeRow->setVisible(m_picture->found.ranged);
    m_range->setCurrentIndex(static_cast<int>(std::ranges::find(rules, rule) - rules.begin()));
    for (QWidget* row : {m_blackRow, m_whiteRow}) row->setVisible(m_picture->found.ranged && typed);
    m_black->setValue(range.typed.low);
    m_white->setValue(range.typed.high);
}

void ReadingPanel::change(const std::function<void(PictureWish&)>& how) {
    how(m_wish);
    emit wanted(m_wish);
}

// Typed begins with what was found.
void ReadingPanel::chooseRange(int index) {
    const cnn::RangeRule rule = rules[static_cast<std::size_t>(index)];
    change([this, rule](PictureWish& wish) {
        wish.range = {rule};
        if (rule == cnn::RangeRule::Typed) wish.range.typed = m_picture->found.values;
    });
}

void ReadingPanel::type(float cnn::DisplayRange::*end, double value) {
    cnn::DisplayRange range = m_wish.range.typed;
    range.*end = static_cast<float>(value);
    if (range.low < range.high) return change([range](PictureWish& wish) { wish.range.typed = range; });
    showRange();
    emit refused(
        tr("Black is a smaller value than white: %1 and %2 are not.").arg(limitText(range.low), limitText(range.high)));
}

void ReadingPanel::leave() {
    if (isHidden()) return;
    hide();
    emit left();
}

void ReadingPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QFrame::keyPressEvent(event);
    leave();
}

} // namespace ui
