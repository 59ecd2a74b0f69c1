#include "ui/lessons/training/view_head.h"

#include "ui/view/controls.h"

#include <QFontMetrics>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int spacing = 10;

QFont boldOf(QFont font) {
    font.setWeight(QFont::DemiBold); // as the style sheet has what is chosen
    return font;
}

// What the letters of the one that is chosen take more than those of the others.
int bolder(const QFont& font, const QString& text) {
    return QFontMetrics(boldOf(font)).horizontalAdvance(text) - QFontMetrics(font).horizontalAdvance(text);
}

// Each tab has the room of its bold letters, so that choosing another one moves none and cuts none.
class EvenTabs : public QTabBar {
protected:
    QSize tabSizeHint(int index) const override {
        const auto wide = [&](const QFont& letters, int tab) {
            return QFontMetrics(letters).size(Qt::TextShowMnemonic, tabText(tab)).width();
        };
        // What is around the text is asked of one that is not in front.
        const int plain = index == currentIndex() && count() > 1 ? (index + 1) % count() : index;
        const QSize size = QTabBar::tabSizeHint(plain);
        return {size.width() - wide(font(), plain) + wide(boldOf(font()), index), size.height()};
    }
};

QHBoxLayout* addRow(QVBoxLayout& rows, QHBoxLayout* row) {
    row->setSpacing(spacing);
    row->addStretch(1);
    rows.addLayout(row);
    return row;
}

} // namespace

ViewHead::ViewHead(const std::vector<ViewTab>& tabs, QWidget* stage)
    : m_stage(stage), m_tabs(new EvenTabs), m_list(new DropDown), m_beside(new QHBoxLayout), m_below(new QHBoxLayout),
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
    m_beside->setSpacing(spacing);
    auto* below = new QVBoxLayout(m_belowRow);
    below->setContentsMargins(8, 4, 12, 0);
    below->setSpacing(4);
    addRow(*below, m_below);
    m_belowRow->hide();
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
    constexpr int spare = 16; // a bar that is short of a pixel hides its last tab behind arrows
    const int tabs = m_tabs->sizeHint().width() + spare;
    const bool allTabs = tabs <= room;
    m_tabs->setVisible(allTabs);
    m_list->setVisible(!allTabs);
    std::vector<int> widths;
    int wanted = allTabs ? tabs : m_list->sizeHint().width();
    for (QWidget* box : m_optionBoxes) {
        box->ensurePolished(); // its style makes it wider
        for (QToolButton* button : box->findChildren<QToolButton*>()) {
            button->ensurePolished();
            button->setMinimumWidth(button->sizeHint().width() + bolder(button->font(), button->text()));
        }
        widths.push_back(spacing + box->sizeHint().width());
        wanted += widths.back();
    }
    const bool beside = wanted <= room;
    // Below in as many rows as it takes.
    auto& below = static_cast<QVBoxLayout&>(*m_belowRow->layout());
    std::vector<QHBoxLayout*> places;
    int row = 0, used = 0;
    bool asBefore = true;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (used > 0 && used + widths[i] > room) {
            ++row;
            used = 0;
        }
        used += widths[i];
        if (row == below.count()) addRow(below, new QHBoxLayout);
        places.push_back(beside ? m_beside : static_cast<QHBoxLayout*>(below.itemAt(row)->layout()));
        asBefore = asBefore && places[i]->indexOf(m_optionBoxes[i]) >= 0;
    }
    for (std::size_t i = 0; i < places.size() && !asBefore; ++i) {
        places[i]->removeWidget(m_optionBoxes[i]); // it keeps its place among the others
        places[i]->addWidget(m_optionBoxes[i]);
    }
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
    bool changed = false;
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
        for (QWidget* box : m_optionBoxes) box->show();
        changed = true;
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        const int index = chosen(choices, options[i].id, options[i].values.size());
        if (auto* box = qobject_cast<Segmented*>(m_optionBoxes[i])) box->setCurrent(index);
        if (auto* box = qobject_cast<QComboBox*>(m_optionBoxes[i])) box->setCurrentIndex(index);
    }
    if (changed) placeOptions(m_width);
}

} // namespace ui
