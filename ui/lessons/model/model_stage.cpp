#include "ui/lessons/model/model_stage.h"

#include "ui/view/controls.h"

#include <QPainter>
#include <QTabBar>
#include <QVBoxLayout>

namespace ui {

ModelStage::ModelStage(FigureView* canvas, QWidget* parent)
    : QWidget(parent), m_title(new QLabel), m_line(new QLabel), m_card(new QFrame), m_canvas(canvas),
      m_tabs(new QTabBar), m_head(new QHBoxLayout), m_below(new QHBoxLayout), m_belowRow(new QWidget) {
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
    inner->addWidget(makeHead());
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
    setTabOrder(m_canvas, m_tabs);
}

QWidget* ModelStage::makeHead() {
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setFocusPolicy(Qt::TabFocus); // after a click the keys belong to the view
    m_tabs->setAccessibleName(tr("Views"));
    m_tabs->setTabData(m_tabs->addTab(tr("Table")), "table");
    for (const ModelViewKind& kind : modelViews()) m_tabs->setTabData(m_tabs->addTab(kind.title), kind.id);
    connect(m_tabs, &QTabBar::currentChanged, this,
            [this](int index) { emit viewChosen(m_tabs->tabData(index).toString()); });
    m_head->setContentsMargins(8, 0, 12, 0);
    for (QHBoxLayout* row : {m_head, m_below}) row->setSpacing(10);
    m_head->addWidget(m_tabs, 1);
    m_head->addStrut(36); // as high as with choices, so that no tab moves under the pointer
    m_belowRow->setLayout(m_below);
    m_below->setContentsMargins(8, 4, 12, 0);
    m_below->addStretch(1);
    m_belowRow->hide();
    auto* head = new QWidget;
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(m_head);
    rows->addWidget(m_belowRow);
    return head;
}

// All tabs stay in sight: a view is not looked for behind arrows.
void ModelStage::placeOptions() {
    int wanted = m_tabs->sizeHint().width();
    for (QWidget* box : m_optionBoxes) {
        box->ensurePolished(); // its style makes it wider
        wanted += m_head->spacing() + box->sizeHint().width();
    }
    const QMargins around = m_head->contentsMargins();
    const bool beside = wanted <= m_card->contentsRect().width() - around.left() - around.right() - 6;
    QHBoxLayout* row = beside ? m_head : m_below;
    for (QWidget* box : m_optionBoxes)
        if (row->indexOf(box) < 0) row->addWidget(box);
    m_belowRow->setVisible(!beside && !m_optionBoxes.empty());
}

void ModelStage::showView(const QString& id) {
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(0);
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->tabData(i).toString() == id) m_tabs->setCurrentIndex(i);
    m_canvas->setAccessibleName(m_tabs->tabText(m_tabs->currentIndex()));
}

QWidget* ModelStage::makeOption(const ViewOption& option) {
    const auto tell = [this, option](int index) { emit optionChosen(option, index); };
    if (option.values.size() <= 4) {
        auto* box = new Segmented(option.label, option.values);
        connect(box, &Segmented::changed, this, tell);
        return box;
    }
    auto* box = new DropDown;
    box->addItems(option.values);
    box->setAccessibleName(option.label);
    box->setToolTip(option.label);
    connect(box, &QComboBox::activated, this, tell);
    return box;
}

void ModelStage::showOptions(const std::vector<ViewOption>& options, const QJsonObject& choices) {
    if (options != m_options) {
        for (QWidget* box : std::exchange(m_optionBoxes, {})) {
            // Otherwise the focus would go to whatever comes next in the window.
            if (const QWidget* focus = window()->focusWidget(); focus == box || box->isAncestorOf(focus))
                m_canvas->setFocus();
            box->hide(); // it may be asked for a picture before it goes
            box->deleteLater();
        }
        m_options = options;
        for (const ViewOption& option : options) {
            m_optionBoxes.push_back(makeOption(option));
            m_optionBoxes.back()->setParent(m_card);
        }
        placeOptions();
        for (QWidget* box : m_optionBoxes) box->show();
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        const int index = chosen(choices, options[i].id, options[i].values.size());
        if (auto* box = qobject_cast<Segmented*>(m_optionBoxes[i])) box->setCurrent(index);
        if (auto* box = qobject_cast<QComboBox*>(m_optionBoxes[i])) box->setCurrentIndex(index);
    }
}

void ModelStage::setStyle(const Style& style) {
    m_style = style;
    m_canvas->setStyle(style);
    arrange();
    update();
}

void ModelStage::setLine(const QString& line) {
    m_line->setText(line);
    m_line->setToolTip("<qt>" + line.toHtmlEscaped() + "</qt>"); // what a small window cuts
}

void ModelStage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ModelStage::arrange() {
    const bool roomy = width() >= 1000 && height() >= 760;
    const double s = m_style.scale;
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
    placeOptions();
}

void ModelStage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_style.colors().window);
}

} // namespace ui
