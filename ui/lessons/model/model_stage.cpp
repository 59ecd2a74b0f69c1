#include "ui/lessons/model/model_stage.h"

#include "ui/view/hall.h"

#include <QPainter>
#include <QVBoxLayout>

namespace ui {
namespace {

std::vector<ViewTab> tabsOfModel() {
    std::vector<ViewTab> tabs{{"table", ModelStage::tr("Table")}};
    for (const ModelViewKind& kind : modelViews())
        if (kind.hasTab) tabs.push_back({kind.id, kind.title});
    return tabs;
}

} // namespace

ModelStage::ModelStage(FigureView* canvas, QWidget* parent)
    : QWidget(parent), m_title(new QLabel), m_line(new QLabel), m_card(new QFrame), m_canvas(canvas),
      m_head(new ViewHead(tabsOfModel(), this)) {
    m_title->setObjectName("stageTitle");
    m_line->setObjectName("stageLine");
    for (QLabel* label : {m_title, m_line}) {
        label->setTextFormat(Qt::PlainText); // names of files stand there
        label->setMinimumWidth(1);           // a long line is cut, it does not widen the window
    }
    m_card->setObjectName("card");
    auto* inner = new QVBoxLayout(m_card);
    inner->setContentsMargins(3, 4, 3, 4);
    inner->setSpacing(0);
    inner->addWidget(m_head);
    inner->addWidget(m_canvas, 1);
    m_canvas->setObjectName("canvas");
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_line);
    auto* column = new QVBoxLayout(this);
    column->addLayout(words);
    column->addWidget(m_card, 1);
    setFocusProxy(m_canvas);
    setTabOrder(m_canvas, m_head->tabs());
    connect(m_head, &ViewHead::viewChosen, this, &ModelStage::viewChosen);
    connect(m_head, &ViewHead::optionChosen, this, &ModelStage::optionChosen);
}

void ModelStage::showView(const QString& id, const QString& from) {
    m_head->showView(m_head->has(id) ? id : from);
    m_canvas->setAccessibleName(m_head->titleInFront());
}

void ModelStage::setStyle(const Style& style) {
    m_style = style;
    magnify();
    arrange();
    update();
}

void ModelStage::setLine(const QString& line) {
    m_line->setText(line);
    if (m_style.presenting) arrangeInHall();
    m_line->setToolTip("<qt>" + line.toHtmlEscaped() + "</qt>"); // what a small window cuts
}

void ModelStage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_style.presenting || m_style.scale > 1) magnify();
    arrange();
}

// While presenting the view is laid out as in a small window, and magnified.
void ModelStage::magnify() {
    const double factor = m_style.presenting ? Hall(size()).magnification() : 1;
    Style figures = m_style;
    figures.scale = stageScale(size(), m_style.scale);
    if (m_style.presenting) {
        figures.scale = 1;
        figures.presenting = false;
    }
    m_canvas->setStyle(figures);
    m_canvas->setMagnification(factor);
}

void ModelStage::arrangeInHall() {
    const Hall hall(size());
    m_title->setStyleSheet(hall.titleSheet());
    m_line->setWordWrap(false);
    m_line->setStyleSheet(hall.lineSheet(width() - 2 * hall.margins().left(), m_line->text().size()));
    layout()->setContentsMargins(hall.margins());
    layout()->setSpacing(16);
}

void ModelStage::arrange() {
    m_head->setVisible(!m_style.presenting);
    if (m_style.presenting) return arrangeInHall();
    const bool roomy = width() >= 1000 && height() >= 760;
    const double s = stageScale(size(), m_style.scale);
    const QMargins margins = roomy ? QMargins(52, 24, 52, 20) : QMargins(28, 14, 20, 12);
    const double wide = width() - margins.left() - margins.right();
    m_title->setStyleSheet(QString("font-size: %1px").arg(qRound(std::min((roomy ? 32 : 24) * s, wide / 22))));
    // The longest line there is has about 84 letters, each half as wide as high; it goes on below before it is tiny.
    const double wish = (roomy ? 17.5 : 15) * s, inOneLine = wide / 43, least = 12;
    m_line->setWordWrap(inOneLine < least);
    m_line->setStyleSheet(QString("font-size: %1px").arg(qRound(std::min(wish, std::max(inOneLine, least)))));
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->setContentsMargins(margins);
    column->setSpacing(roomy ? 16 : 10);
    m_head->placeOptions(m_card->contentsRect().width() - 6);
}

void ModelStage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_style.colors().window);
}

} // namespace ui
