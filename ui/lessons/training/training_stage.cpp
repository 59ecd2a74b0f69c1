#include "ui/lessons/training/training_stage.h"

#include "ui/figure/text_runs.h"
#include "ui/view/hall.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>
#include <cmath>

namespace ui {
namespace {

QPushButton* tool(const QString& text, const QString& tip, QWidget* parent) {
    auto* b = new QPushButton(text, parent);
    b->setAccessibleName(tip);
    b->setToolTip(tip);
    return b;
}

std::vector<ViewTab> tabsOf(std::span<const TrainingViewKind> views) {
    std::vector<ViewTab> tabs{{{}, TrainingStage::tr("Network")}};
    for (const TrainingViewKind& kind : views)
        if (kind.hasTab) tabs.push_back({kind.id, kind.title});
    return tabs;
}

} // namespace

TrainingStage::TrainingStage(std::span<const TrainingViewKind> views, QWidget* parent)
    : QWidget(parent), m_title(new QLabel), m_line(new QLabel), m_trouble(new QFrame), m_sentence(new QLabel),
      m_wayOut(new QPushButton), m_loss(new TrainingChart(QuantityChart::Loss)),
      m_accuracy(new TrainingChart(QuantityChart::Accuracy)), m_charts(new QWidget), m_card(new QFrame),
      m_confusionCard(new QFrame), m_strip(new FigureView), m_canvas(new FigureView), m_confusion(new FigureView),
      m_head(new ViewHead(tabsOf(views), this)), m_look(new LookPanel(this)) {
    m_title->setObjectName("stageTitle");
    m_line->setObjectName("stageLine");
    for (QLabel* label : {m_title, m_line, m_sentence})
        label->setTextFormat(Qt::PlainText); // names of files stand there
    m_line->setMinimumWidth(1);              // a long line is cut, it does not widen the window
    makeTrouble();
    auto* charts = new QHBoxLayout(m_charts);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(16);
    charts->addWidget(m_loss, 1);
    charts->addWidget(m_accuracy, 1);
    makeConfusion();
    charts->addWidget(m_confusionCard, 1);
    m_card->setObjectName("card");
    auto* inner = new QVBoxLayout(m_card);
    inner->setContentsMargins(3, 4, 3, 4);
    inner->setSpacing(0);
    inner->addWidget(m_head);
    inner->addWidget(m_strip, 1);
    inner->addWidget(m_canvas, 1);
    m_strip->setAccessibleName(tr("One image through the network"));
    m_strip->setObjectName("strip");
    m_canvas->setObjectName("canvas");
    m_canvas->hide();
    auto* column = new QVBoxLayout(this);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_line);
    column->addLayout(words);
    words->addWidget(m_trouble);
    column->addWidget(m_charts);
    column->addWidget(m_card, 1);
    makeTools();
    m_enlarger = new Enlarger(this, {m_loss, m_accuracy, m_confusionCard, m_card});
    connect(m_enlarger, &Enlarger::changed, this, &TrainingStage::arrange);
    setFocusProxy(m_strip);
    setTabOrder(m_strip, m_canvas);
    setTabOrder(m_canvas, m_head->tabs());
    connect(m_head, &ViewHead::viewChosen, this, &TrainingStage::viewChosen);
    connect(m_head, &ViewHead::optionChosen, this, &TrainingStage::optionChosen);
}

void TrainingStage::makeConfusion() {
    m_confusionCard->setObjectName("card");
    auto* inner = new QVBoxLayout(m_confusionCard);
    inner->setContentsMargins(3, 3, 3, 3);
    inner->addWidget(m_confusion);
    m_confusion->setObjectName("confusion");
    m_confusion->setAccessibleName(tr("Confusion"));
}

// ---- the card ------------------------------------------------------------------------------------------------------

void TrainingStage::placeOptions() {
    m_head->placeOptions(m_card->contentsRect().width() - 6);
}

void TrainingStage::showView(const QString& id, const QString& from) {
    m_head->showView(m_head->has(id) ? id : from);
    const bool network = id.isEmpty();
    FigureView *now = network ? m_strip : m_canvas, *before = network ? m_canvas : m_strip;
    m_canvas->setAccessibleName(m_head->titleInFront());
    if (now->isVisibleTo(this)) return;
    const bool focused = window()->focusWidget() == before; // also while another window is active
    before->hide();
    now->show();
    setFocusProxy(now);
    if (focused) now->setFocus();
}

// ---- the rest ------------------------------------------------------------------------------------------------------

void TrainingStage::makeTrouble() {
    m_trouble->setObjectName("errorBar");
    m_wayOut->setObjectName("wayOut");
    m_sentence->setWordWrap(true);
    m_trouble->hide();
    auto* row = new QHBoxLayout(m_trouble);
    row->setContentsMargins(16, 4, 4, 4);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_wayOut);
    connect(m_wayOut, &QPushButton::clicked, this, &TrainingStage::wayOut);
}

void TrainingStage::makeTools() {
    m_tools = new QWidget(m_strip);
    m_brush = tool(tr("Brush"), tr("Brush: draw white with the mouse"), m_tools);
    m_eraser = tool(tr("Eraser"), tr("Eraser: draw black (also the right mouse button)"), m_tools);
    m_clear = tool(tr("Clear"), tr("Clear: an empty picture"), m_tools);
    m_previous = tool("‹", tr("Previous test image"), m_tools);
    m_next = tool("›", tr("Next test image"), m_tools);
    m_camera = tool({}, {}, m_tools);
    m_camera->setCheckable(true);
    showCamera(false);
    auto* pens = new QButtonGroup(this);
    for (QPushButton* b : {m_brush, m_eraser}) {
        b->setCheckable(true);
        pens->addButton(b);
    }
    m_brush->setChecked(true);
    connect(m_clear, &QPushButton::clicked, this, &TrainingStage::clearDrawing);
    connect(m_previous, &QPushButton::clicked, this, [this] { emit nextImage(-1); });
    connect(m_camera, &QPushButton::clicked, this, [this](bool on) {
        m_camera->setChecked(!on); // until it is
        emit cameraWanted(on);
    });
    connect(m_next, &QPushButton::clicked, this, [this] { emit nextImage(1); });
}

void TrainingStage::showCamera(bool on) {
    m_camera->setChecked(on);
    m_camera->setText(on ? tr("● Camera") : tr("Camera"));
    const QString tip = on ? tr("Camera: on. Space keeps the picture, Escape turns it off")
                           : tr("Camera: show the network what it sees, not mirrored");
    m_camera->setAccessibleName(tip);
    m_camera->setToolTip(tip);
}

bool TrainingStage::erasing() const {
    return m_eraser->isChecked();
}

void TrainingStage::placeTools(const QRectF& place) {
    const double factor = m_style.presenting ? Hall(size()).magnification() : 1;
    const QRectF room(place.topLeft() * factor, place.size() * factor);
    m_tools->setGeometry(room.toAlignedRect());
    const int wide = qRound(room.width()), gap = 6;
    // "Eraser" in half the width; where that would be too small to read each of both has a line.
    const double wish = 13 * (m_style.presenting ? factor : m_style.scale), least = 12 * std::max(1.0, factor);
    const bool together = wide / 9.0 >= least;
    const int lines = together ? 3 : 4;
    const int tall = std::min(qRound(34 * factor), (qRound(room.height()) - (lines - 1) * gap) / lines);
    const double text = std::max(least, std::min(wish, wide / 9.0));
    const auto sheet = QString("QPushButton { min-height: 0; padding: 0; font-size: %1px; }").arg(qRound(text));
    if (m_tools->styleSheet() != sheet) m_tools->setStyleSheet(sheet);
    const auto row = [&](int y, std::initializer_list<std::pair<QPushButton*, int>> buttons, int units) {
        int used = 0;
        const int free = wide - gap * (static_cast<int>(buttons.size()) - 1);
        int x = 0;
        for (const auto& [b, share] : buttons) {
            used += share;
            const int right = free * used / units;
            const int left = free * (used - share) / units;
            b->setGeometry(left + x, y, right - left, tall);
            x += gap;
        }
    };
    int line = 0;
    const auto below = [&] { return line++ * (tall + gap); };
    if (together)
        row(below(), {{m_brush, 1}, {m_eraser, 1}}, 2);
    else
        for (QPushButton* pen : {m_brush, m_eraser}) row(below(), {{pen, 1}}, 1);
    row(below(), {{m_previous, 1}, {m_clear, 2}, {m_next, 1}}, 4);
    row(below(), {{m_camera, 1}}, 1);
}

void TrainingStage::setStyle(const Style& style) {
    m_style = style;
    magnify();
    m_look->setStyle(style);
    arrange();
    update();
}

void TrainingStage::setLine(const QString& line) {
    m_line->setText(line);
    m_style.presenting ? void(arrangeWords(true)) : fitLine();
    m_line->setToolTip("<qt>" + line.toHtmlEscaped() + "</qt>"); // what a small window cuts
}

void TrainingStage::setChartsVisible(bool visible) {
    if (visible == m_chartsWanted) return;
    m_chartsWanted = visible;
    arrange();
}

void TrainingStage::setTrouble(const QString& sentence, const QString& wayOut) {
    m_sentence->setText(sentence);
    m_wayOut->setText(wayOut);
    const bool trouble = !sentence.isEmpty();
    if (trouble == m_trouble->isVisibleTo(this)) return;
    // In the line's place, so that nothing below has to move far.
    m_trouble->setVisible(trouble);
    m_line->setVisible(!trouble);
    arrange();
}

void TrainingStage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_style.presenting || m_style.scale > 1) magnify();
    arrange();
}

// While presenting the views are laid out as in a small window, and magnified.
void TrainingStage::magnify() {
    const bool hall = m_style.presenting;
    const double factor = hall ? Hall(size()).magnification() : 1;
    Style charts = m_style, figures = m_style;
    charts.scale = figures.scale = stageScale(size(), m_style.scale);
    if (hall) {
        charts.scale = factor;
        figures.scale = 1;
        figures.presenting = false;
    }
    for (TrainingChart* chart : {m_loss, m_accuracy}) chart->setStyle(charts);
    for (FigureView* view : {m_strip, m_canvas, m_confusion}) {
        view->setStyle(figures);
        view->setMagnification(factor);
    }
}

// Title and line; returns the height they take.
int TrainingStage::arrangeWords(bool roomy) {
    const double s = stageScale(size(), m_style.scale);
    if (m_style.presenting) {
        const Hall hall(size());
        m_title->setStyleSheet(hall.titleSheet());
        m_line->setStyleSheet(hall.lineSheet(width() - hall.margins().left() * 2, m_line->text().size()));
        return qRound(116 * hall.ratio);
    }
    const QMargins margins = layout()->contentsMargins();
    const TextLine title{{m_title->text(), {}, Weight::Bold}};
    m_title->setStyleSheet(QString("font-size: %1px")
                               .arg(std::floor(fittingSize(title, width() - margins.left() - margins.right() - 4,
                                                           (roomy ? 32 : 24) * s, 14))));
    m_linePixels = (roomy ? 17.5 : 15) * s;
    fitLine();
    return static_cast<int>((roomy ? 66 : 50) * s) + (m_trouble->isVisibleTo(this) ? 22 : 0);
}

// In smaller letters where it is long; it goes on below before they are tiny.
void TrainingStage::fitLine() {
    constexpr double least = 12;
    const QMargins margins = layout()->contentsMargins();
    const double room = width() - margins.left() - margins.right() - 4;
    const TextLine line{{m_line->text(), {}}};
    m_line->setWordWrap(lineWidth(line, least) > room);
    const QString sheet =
        QString("font-size: %1px").arg(std::floor(fittingSize(line, room, std::max(least, m_linePixels), least)));
    if (m_line->styleSheet() != sheet) m_line->setStyleSheet(sheet);
}

void TrainingStage::showViews(bool roomy) {
    const bool chart = m_enlarger->enlarged() && m_enlarger->enlarged() != m_card;
    m_charts->setVisible(chart || (m_chartsWanted && m_enlarger->shows(nullptr)));
    m_loss->setVisible(m_enlarger->shows(m_loss));
    m_accuracy->setVisible(m_enlarger->shows(m_accuracy));
    m_confusionCard->setVisible(chart ? m_enlarger->enlarged() == m_confusionCard
                                      : roomy && (m_style.presenting || width() >= 1000 * m_style.scale));
    m_card->setVisible(m_enlarger->shows(m_card));
    m_head->setVisible(!m_style.presenting);
}

// The strip gets what it needs for maps of 42 pixels before the charts get more than their least.
void TrainingStage::arrange() {
    const bool presenting = m_style.presenting;
    const bool roomy = presenting || (width() >= 1000 && height() >= 760);
    const Hall hall(size());
    const double s = stageScale(size(), m_style.scale);
    const QMargins margins = presenting ? hall.margins() : roomy ? QMargins(52, 24, 52, 20) : QMargins(28, 14, 20, 12);
    const int apart = roomy ? 16 : 10;
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setContentsMargins(margins);
    column->setSpacing(apart);
    showViews(roomy);
    const int words = arrangeWords(roomy);
    const int room = height() - margins.top() - margins.bottom() - 2 * apart - words;
    // Of larger text the views get the more.
    const int least = static_cast<int>(110 * s), wish = static_cast<int>(height() * (roomy ? 0.265 / s : 0.225));
    const bool alone = m_enlarger->enlarged() && m_enlarger->enlarged() != m_card;
    m_charts->setFixedHeight(std::max(least, roomy ? wish : std::min(wish, room - 396)));
    if (alone) m_charts->setMaximumHeight(QWIDGETSIZE_MAX); // all that is left, and the window stays as it is
    column->setStretchFactor(m_charts, alone ? 1 : 0);
    m_look->setGeometry(rect().marginsRemoved(margins + QMargins(0, words, 0, 0)));
    placeOptions();
}

void TrainingStage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_style.colors().window);
}

} // namespace ui
