#include "ui/lessons/training/view_head.h"

#include "ui/view/controls.h"

#include <QTabBar>
#include <QVBoxLayout>

namespace ui {

ViewHead::ViewHead(const std::vector<ViewTab>& tabs, QWidget* stage)
    : m_stage(stage), m_tabs(new QTabBar), m_list(new DropDown), m_beside(new QHBoxLayout), m_below(new QHBoxLayout),
      m_belowRow(new QWidget) {
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    for (QWidget* choice : std::initializer_list<QWidget*>{m_tabs, m_list}) {
        choice->setFocusPolicy(Qt::TabFocus); // after a click the keys belong to the view
        choice->setAccessibleName(tr("Views"));
    }
    for (const ViewTab& tab : tabs) m_tabs->setTabData(m_tabs->addTab(tab.title), tab.id);
    for (const ViewTab& tab : tabs) m_list->addItem(tab.title);
    m_list->hide();
    connect(m_tabs, &QTabBar::currentChanged, this,
            [this](int index) { emit viewChosen(m_tabs->tabData(index).toString()); });
    connect(m_tabs, &QTabBar::currentChanged, m_list, &QComboBox::setCurrentIndex);
    // Out of a view that stands under another's tab, too.
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0 && index == m_tabs->currentIndex()) emit viewChosen(m_tabs->tabData(index).toString());
    });
    connect(m_list, &QComboBox::activated, this, [this](int index) {
        if (index == m_tabs->currentIndex()) emit viewChosen(m_tabs->tabData(index).toString());
        m_tabs->setCurrentIndex(index);
    });
    m_beside->setContentsMargins(8, 0, 12, 0);
    m_beside->addWidget(m_tabs, 1);
    m_beside->addWidget(m_list);
    m_beside->addStrut(36); // as high as with choices, so that no tab moves under the pointer
    m_belowRow->setLayout(m_below);
    m_below->setContentsMargins(8, 4, 12, 0);
    m_below->addStretch(1);
    m_belowRow->hide();
    for (QHBoxLayout* row : {m_beside, m_below}) row->setSpacing(10);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(m_beside);
    rows->addWidget(m_belowRow);
}

bool ViewHead::has(const QString& id) const {
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->tabData(i).toString() == id) return true;
    return false;
}

void ViewHead::showView(const QString& id) {
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(0);
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->tabData(i).toString() == id) m_tabs->setCurrentIndex(i);
    m_list->setCurrentIndex(m_tabs->currentIndex());
}

QString ViewHead::titleInFront() const {
    return m_tabs->tabText(m_tabs->currentIndex());
}

void ViewHead::placeOptions(int width) {
    m_width = width;
    const QMargins around = m_beside->contentsMargins();
    const int room = width - around.left() - around.right();
    constexpr int bolder = 16; // as much wider may the one in front become
    const int tabs = m_tabs->sizeHint().width() + bolder;
    const bool allTabs = tabs <= room;
    m_tabs->setVisible(allTabs);
    m_list->setVisible(!allTabs);
    int wanted = allTabs ? tabs : m_list->sizeHint().width();
    for (QWidget* box : m_optionBoxes) {
        box->ensurePolished(); // its style makes it wider
        wanted += m_beside->spacing() + box->sizeHint().width();
    }
    const bool beside = wanted <= room;
    QHBoxLayout* row = beside ? m_beside : m_below;
    for (QWidget* box : m_optionBoxes)
        if (row->indexOf(box) < 0) row->addWidget(box);
    m_belowRow->setVisible(!beside && !m_optionBoxes.empty());
}

QWidget* ViewHead::makeOption(const ViewOption& option) {
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

void ViewHead::showOptions(const std::vector<ViewOption>& options, const QJsonObject& choices) {
    if (options != m_options) {
        for (QWidget* box : std::exchange(m_optionBoxes, {})) {
            // Otherwise the focus would go to whatever comes next in the window.
            if (const QWidget* focus = window()->focusWidget(); focus == box || box->isAncestorOf(focus))
                m_stage->setFocus();
            box->hide(); // it may be asked for a picture before it goes
            box->deleteLater();
        }
        m_options = options;
        for (const ViewOption& option : options) {
            m_optionBoxes.push_back(makeOption(option));
            m_optionBoxes.back()->setParent(this);
        }
        placeOptions(m_width);
        for (QWidget* box : m_optionBoxes) box->show();
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        const int index = chosen(choices, options[i].id, options[i].values.size());
        if (auto* box = qobject_cast<Segmented*>(m_optionBoxes[i])) box->setCurrent(index);
        if (auto* box = qobject_cast<QComboBox*>(m_optionBoxes[i])) box->setCurrentIndex(index);
    }
}

} // namespace ui
