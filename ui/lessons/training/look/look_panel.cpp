#include "ui/lessons/training/look/look_panel.h"

#include "ui/media/file_names.h"
#include "ui/pages/read_source.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>

namespace ui {
namespace {

constexpr std::array sizes{0, 28, 32, 64, 128}; // 0: as found
constexpr std::array rules{cnn::RangeRule::MinMax, cnn::RangeRule::Percentiles, cnn::RangeRule::ByType};

} // namespace

LookPanel::LookPanel(QWidget* parent)
    : QFrame(parent), m_view(new FigureView), m_upright(new Segmented(tr("Upright"), {tr("as stored"), tr("turned")})),
      m_colours(new Segmented(tr("Colours"), {tr("as found"), tr("grey")})), m_size(new DropDown),
      m_range(new DropDown), m_use(new QPushButton(tr("Use these images"))), m_leave(new QPushButton(tr("Not now"))) {
    setObjectName("card");
    m_view->setAccessibleName(tr("What was found"));
    m_view->setBuilder([this](QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
        return std::make_unique<LookFigure>(m_picture, size, style);
    });
    makeControls();
    connect(&m_work, &Background::changed, this, &LookPanel::progressed);
    connect(&m_work, &Background::failed, this, [this](const QString& sentence) {
        emit refused(sentence);
        leave();
    });
    hide();
}

void LookPanel::makeControls() {
    m_size->setAccessibleName(tr("Size"));
    for (const int side : sizes) m_size->addItem(side == 0 ? tr("as found") : QString("%1 × %1").arg(side));
    for (const QString& rule :
         {tr("least to largest"), tr("without 0.35 % at each end"), tr("all that the type holds")})
        m_range->addItem(rule);
    m_range->setAccessibleName(tr("Black to white"));
    m_use->setObjectName("accent");
    m_uprightRow = settingRow(tr("Upright"), m_upright);
    m_coloursRow = settingRow(tr("Colours"), m_colours);
    m_rangeRow = settingRow(tr("Black to white"), m_range);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(18);
    for (QWidget* row : {m_uprightRow, settingRow(tr("Size"), m_size), m_coloursRow, m_rangeRow})
        choices->addWidget(row);
    choices->addStretch(1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_leave);
    buttons->addWidget(m_use);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3, 3, 12, 10);
    column->addWidget(m_view, 1);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(15, 0, 0, 0);
    below->addLayout(choices);
    below->addLayout(buttons);
    column->addLayout(below);
    setFocusProxy(m_use);
    connect(m_upright, &Segmented::changed, this,
            [this](int turned) { change([turned](cnn::DataWish& wish) { wish.turned = turned == 1; }); });
    connect(m_colours, &Segmented::changed, this,
            [this](int grey) { change([grey](cnn::DataWish& wish) { wish.shape.c = grey; }); });
    connect(m_size, &DropDown::activated, this, [this](int index) {
        const int side = sizes[static_cast<std::size_t>(index)];
        change([side](cnn::DataWish& wish) { wish.shape.h = wish.shape.w = side; });
    });
    connect(m_range, &DropDown::activated, this, [this](int index) {
        const cnn::RangeRule rule = rules[static_cast<std::size_t>(index)];
        change([rule](cnn::DataWish& wish) { wish.range.rule = rule; });
    });
    connect(m_use, &QPushButton::clicked, this, [this] {
        setInSight(false);
        emit wanted(m_path, m_wish);
    });
    connect(m_leave, &QPushButton::clicked, this, &LookPanel::leave);
}

void LookPanel::setStyle(const Style& style) {
    m_view->setStyle(style);
}

void LookPanel::change(const std::function<void(cnn::DataWish&)>& how) {
    how(m_wish);
    lookAgain();
}

void LookPanel::look(const QString& path, const cnn::DataWish& wish) {
    m_path = path;
    m_wish = wish;
    lookAgain();
}

void LookPanel::lookAgain() {
    m_work.start(
        shownName(QFileInfo(m_path).fileName()),
        [this, path = m_path, wish = m_wish](const std::stop_token& stop, const std::function<void(double)>& progress) {
            return [this, look = lookAtData(path, wish, {stop, progress})]() mutable { show(std::move(look)); };
        });
}

void LookPanel::show(DataLook look) {
    const bool deep = look.samples.pixels.kind() != cnn::Pixels::Kind::Bytes;
    m_uprightRow->setVisible(look.mayBeTurned || m_wish.turned);
    m_coloursRow->setVisible(look.coloured || m_wish.shape.c == 1); // which can be taken back
    m_rangeRow->setVisible(deep);
    m_upright->setCurrent(m_wish.turned ? 1 : 0);
    m_colours->setCurrent(m_wish.shape.c == 1 ? 1 : 0);
    const auto side = std::find(sizes.begin(), sizes.end(), m_wish.shape.h);
    m_size->setCurrentIndex(side == sizes.end() ? 0 : static_cast<int>(side - sizes.begin()));
    const auto rule = std::find(rules.begin(), rules.end(), m_wish.range.rule.value_or(cnn::RangeRule::MinMax));
    m_range->setCurrentIndex(rule == rules.end() ? 0 : static_cast<int>(rule - rules.begin()));
    m_picture = {shownName(QFileInfo(m_path).fileName()), std::move(look)};
    m_view->refresh();
    if (isVisibleTo(parentWidget())) return;
    setInSight(true);
    raise();
    m_use->setFocus();
}

void LookPanel::setInSight(bool inSight) {
    setVisible(inSight);
    emit shown(inSight);
}

bool LookPanel::leave() {
    const bool inSight = isVisibleTo(parentWidget()), was = inSight || m_work.busy();
    m_work.stop();
    if (inSight) setInSight(false);
    return was;
}

QString LookPanel::reading() const {
    return m_work.busy() ? readingLine(m_work.name(), m_work.progress()) : QString();
}

void LookPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QFrame::keyPressEvent(event);
    leave();
}

} // namespace ui
