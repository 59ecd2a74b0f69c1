#include "ui/shell/lecture_side.h"

#include "ui/shell/lesson_list.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace ui {

LectureSide::LectureSide(LessonList* list)
    : m_list(list), m_title(new QLabel), m_nothing(new QLabel(tr("No lesson has these words."))),
      m_field(new QLineEdit) {
    setObjectName("side");
    setAttribute(Qt::WA_StyledBackground);
    m_title->setObjectName("heading");
    m_title->setAccessibleName(tr("Lecture"));
    m_title->setTextFormat(Qt::PlainText);
    m_nothing->setObjectName("quiet");
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(8);
    m_nothing->hide();
    m_field->setAccessibleName(tr("Find a lesson"));
    m_field->setPlaceholderText(tr("Find (Ctrl+F)"));
    m_field->setMaxLength(200);
    m_field->installEventFilter(this);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 4, 12, 0);
    head->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_title, m_field, m_nothing}) head->addWidget(part);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, &LectureSide::look);
    connect(m_list, &LessonList::left, this, &LectureSide::endSearch);
    connect(m_list, &LessonList::chosen, this, [this] {
        if (m_narrow) endSearch();
    });
    // In a narrow window the words go as soon as the keys go elsewhere.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (m_narrow && m_searching && now && now->window() == window() && !isAncestorOf(now)) setSearching(false);
    });
}

void LectureSide::setStyle(const Style& style) {
    m_list->setStyle(style);
    fit();
}

void LectureSide::setTitle(const QString& title, bool unsaved) {
    m_name = unsaved ? tr("%1 (not saved)").arg(title) : title;
    m_title->setToolTip(m_name);
    fit();
}

void LectureSide::fit() {
    m_title->setText(m_title->fontMetrics().elidedText(m_name, Qt::ElideMiddle, width() - 26));
}

void LectureSide::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void LectureSide::setNarrow(bool narrow) {
    m_narrow = narrow;
    m_title->setVisible(!isNarrow());
    m_field->setVisible(!isNarrow());
    m_list->setNarrow(isNarrow());
}

void LectureSide::search() {
    show(); // it may be off
    setSearching(true);
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void LectureSide::setSearching(bool searching) {
    if (m_searching == searching) return;
    m_searching = searching;
    if (!searching) m_field->clear();
    setNarrow(m_narrow);
    if (m_narrow) emit widthChanged();
}

void LectureSide::look() {
    m_nothing->setVisible(m_list->search(m_field->text()) == 0 && !m_field->text().trimmed().isEmpty());
}

void LectureSide::openFirst() {
    if (const int first = m_list->firstFound(); first >= 0) emit m_list->chosen(first);
}

void LectureSide::showAll() {
    m_field->clear();
    setSearching(false);
}

void LectureSide::endSearch() {
    showAll();
    emit left();
}

// Down into the list, Enter to the first that was found, Esc back to all of them.
bool LectureSide::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_field || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        return endSearch(), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return openFirst(), true;
    case Qt::Key_Down:
        return m_list->setFocus(Qt::TabFocusReason), true;
    default:
        return false;
    }
}

} // namespace ui
