#include "ui/lessons/denoise/denoise_stage.h"

#include "ui/figure/text_runs.h"
#include "ui/view/hall.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>
#include <QToolTip>
#include <QVBoxLayout>
#include <cmath>

namespace ui {
namespace {

// In the order of DenoiseScene::View.
std::vector<ViewTab> denoiseTabs() {
    return {{"0", DenoiseStage::tr("Pictures")},
            {"1", DenoiseStage::tr("Code")},
            {"2", DenoiseStage::tr("Strengths")},
            {"3", DenoiseStage::tr("Between two")},
            {"4", DenoiseStage::tr("How often used?")}};
}

// In the order of DenoiseScene::Tool.
ViewOption toolOption() {
    return {
        "tool",
        DenoiseStage::tr("Mouse"),
        {DenoiseStage::tr("Wipe"), DenoiseStage::tr("Draw"), DenoiseStage::tr("Erase"), DenoiseStage::tr("Add noise")}};
}

} // namespace

// ---- the chart -----------------------------------------------------------------------------------------------------

PsnrChart::PsnrChart(QWidget* parent) : QFrame(parent) {
    setMinimumSize(100, 80);
    setAccessibleName(tr("PSNR"));
    setToolTip(tr("Peak signal to noise ratio, 10 log10(1 / mean squared error), on images never learned from: within "
                  "an epoch on the first 1000 of them, at its end on all. Beside it what needs no learning: the noisy "
                  "images themselves, and three filters."));
}

void PsnrChart::setStyle(const Style& style) {
    m_style = style;
    update();
}

void PsnrChart::show(DbContent content) {
    m_content = std::move(content);
    setAccessibleDescription(chart().describe());
    update();
}

DbChart PsnrChart::chart() const {
    return {size(), 13 * m_style.scale, m_content};
}

void PsnrChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    chart().paint(painter, m_style);
}

bool PsnrChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const QString words = chart().changeAt(help->pos()); !words.isEmpty()) {
            QToolTip::showText(help->globalPos(), words, this);
            return true;
        }
    }
    return QFrame::event(event);
}

// ---- the stage -----------------------------------------------------------------------------------------------------

DenoiseStage::DenoiseStage(QWidget* parent)
    : QWidget(parent), m_title(new QLabel), m_line(new QLabel), m_trouble(new QFrame), m_sentence(new QLabel),
      m_wayOut(new QPushButton), m_psnr(new PsnrChart), m_loss(new TrainingChart(QuantityChart::Loss)),
      m_charts(new QWidget), m_card(new QFrame), m_head(new ViewHead(denoiseTabs(), this)), m_canvas(new FigureView),
      m_look(new LookPanel(this)) {
    m_title->setObjectName("stageTitle");
    m_line->setObjectName("stageLine");
    for (QLabel* label : {m_title, m_line, m_sentence}) label->setTextFormat(Qt::PlainText);
    m_line->setMinimumWidth(1); // a long line is cut, it does not widen the window
    makeTrouble();
    auto* charts = new QHBoxLayout(m_charts);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(16);
    charts->addWidget(m_psnr, 3);
    charts->addWidget(m_loss, 2);
    m_card->setObjectName("card");
    m_canvas->setObjectName("canvas");
    auto* inner = new QVBoxLayout(m_card);
    inner->setContentsMargins(3, 4, 3, 4);
    inner->setSpacing(0);
    inner->addWidget(m_head);
    inner->addWidget(m_canvas, 1);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_line);
    words->addWidget(m_trouble);
    auto* column = new QVBoxLayout(this);
    column->addLayout(words);
    column->addWidget(m_charts);
    column->addWidget(m_card, 1);
    m_enlarger = new Enlarger(this, {m_psnr, m_loss, m_card});
    connect(m_enlarger, &Enlarger::changed, this, &DenoiseStage::arrange);
    setFocusProxy(m_canvas);
    setTabOrder(m_canvas, m_head->tabs());
    connect(m_head, &ViewHead::viewChosen, this,
            [this](const QString& id) { emit viewChosen(static_cast<DenoiseScene::View>(id.toInt())); });
    connect(m_head, &ViewHead::optionChosen, this,
            [this](const ViewOption&, int index) { emit toolChosen(static_cast<DenoiseScene::Tool>(index)); });
}

void DenoiseStage::makeTrouble() {
    m_trouble->setObjectName("errorBar");
    m_wayOut->setObjectName("wayOut");
    m_sentence->setWordWrap(true);
    m_trouble->hide();
    auto* row = new QHBoxLayout(m_trouble);
    row->setContentsMargins(16, 4, 4, 4);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_wayOut);
    connect(m_wayOut, &QPushButton::clicked, this, &DenoiseStage::wayOut);
}

void DenoiseStage::showScene(const DenoiseScene& scene) {
    m_head->showView(QString::number(scene.shows));
    m_canvas->setAccessibleName(m_head->titleInFront());
    if (scene.shows == DenoiseScene::Pictures)
        m_head->showOptions({toolOption()}, {{"tool", static_cast<int>(scene.tool)}});
    else
        m_head->showOptions({}, {});
}

void DenoiseStage::setStyle(const Style& style) {
    m_style = style;
    magnify();
    m_look->setStyle(style);
    arrange();
    update();
}

void DenoiseStage::setLine(const QString& line) {
    m_line->setText(line);
    if (m_style.presenting) arrangeInHall();
    m_line->setToolTip("<qt>" + line.toHtmlEscaped() + "</qt>"); // what a small window cuts
}

void DenoiseStage::setTrouble(const QString& sentence, const QString& wayOut) {
    m_sentence->setText(sentence);
    m_wayOut->setText(wayOut);
    const bool trouble = !sentence.isEmpty();
    if (trouble == m_trouble->isVisibleTo(this)) return;
    m_trouble->setVisible(trouble);
    m_line->setVisible(!trouble);
    arrange();
}

void DenoiseStage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_style.presenting || m_style.scale > 1) magnify();
    arrange();
}

// While presenting the pictures are laid out as in a small window, and magnified.
void DenoiseStage::magnify() {
    const double factor = m_style.presenting ? Hall(size()).magnification() : 1;
    Style charts = m_style, figures = m_style;
    charts.scale = figures.scale = stageScale(size(), m_style.scale);
    if (m_style.presenting) {
        charts.scale = factor;
        figures.scale = 1;
        figures.presenting = false;
    }
    m_psnr->setStyle(charts);
    m_loss->setStyle(charts);
    m_canvas->setStyle(figures);
    m_canvas->setMagnification(factor);
}

void DenoiseStage::showViews() {
    m_psnr->setVisible(m_enlarger->shows(m_psnr));
    m_loss->setVisible(m_enlarger->shows(m_loss));
    m_card->setVisible(m_enlarger->shows(m_card));
    m_charts->setVisible(!m_card->isVisibleTo(this) || !m_enlarger->enlarged());
    m_head->setVisible(!m_style.presenting);
}

// Alone a chart takes all that is left.
void DenoiseStage::setChartsHeight(int usual) {
    const bool alone = m_enlarger->enlarged() && m_enlarger->enlarged() != m_card;
    m_charts->setFixedHeight(usual);
    if (alone) m_charts->setMaximumHeight(QWIDGETSIZE_MAX);
    static_cast<QVBoxLayout*>(layout())->setStretchFactor(m_charts, alone ? 1 : 0);
}

void DenoiseStage::arrangeInHall() {
    const Hall hall(size());
    m_title->setStyleSheet(hall.titleSheet());
    m_line->setStyleSheet(hall.lineSheet(width() - 2 * hall.margins().left(), m_line->text().size()));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setContentsMargins(hall.margins());
    column->setSpacing(16);
    setChartsHeight(qRound(250 * hall.ratio));
    m_look->setGeometry(rect().marginsRemoved(hall.margins() + QMargins(0, qRound(116 * hall.ratio), 0, 0)));
}

// The pictures get most of the height.
void DenoiseStage::arrange() {
    showViews();
    if (m_style.presenting) return arrangeInHall();
    const bool roomy = width() >= 1000 && height() >= 760;
    const double s = stageScale(size(), m_style.scale);
    const QMargins margins = roomy ? QMargins(52, 24, 52, 20) : QMargins(28, 14, 20, 12);
    const TextLine title{{m_title->text(), {}, Weight::Bold}};
    m_title->setStyleSheet(QString("font-size: %1px")
                               .arg(std::floor(fittingSize(title, width() - margins.left() - margins.right() - 4,
                                                           (roomy ? 32 : 24) * s, 14))));
    const double linePixels = std::min((roomy ? 17.5 : 15) * s, (width() - margins.left() - margins.right()) / 39.0);
    m_line->setStyleSheet(QString("font-size: %1px").arg(qRound(linePixels)));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setContentsMargins(margins);
    column->setSpacing(roomy ? 16 : 10);
    const int words = static_cast<int>((roomy ? 66 : 50) * s);
    setChartsHeight(static_cast<int>(std::max(126 * s, height() * (roomy ? 0.26 : 0.215))));
    m_look->setGeometry(rect().marginsRemoved(margins + QMargins(0, words, 0, 0)));
    m_head->placeOptions(m_card->contentsRect().width() - 6);
}

void DenoiseStage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_style.colors().window);
}

} // namespace ui
